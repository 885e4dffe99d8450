/**
 * Flows of Spring Integration.
 */
@NullMarked
package io.github.spotaware.background.integration;

import org.jspecify.annotations.NullMarked;
