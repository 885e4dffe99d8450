/**
 * Bindings of Spring Cloud Stream.
 */
@NullMarked
package io.github.spotaware.background.stream;

import org.jspecify.annotations.NullMarked;
