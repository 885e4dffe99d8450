/**
 * Watches who calls the web server and what is in flight, and tells callers to leave
 * their connections while a drain runs.
 */
@NullMarked
package io.github.spotaware.web;

import org.jspecify.annotations.NullMarked;
