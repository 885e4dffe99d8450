/**
 * What the watch on requests costs.
 */
@NullMarked
package io.github.spotaware.web;

import org.jspecify.annotations.NullMarked;
