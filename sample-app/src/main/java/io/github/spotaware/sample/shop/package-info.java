/**
 * A small shop, the application that is interrupted.
 */
@NullMarked
package io.github.spotaware.sample.shop;

import org.jspecify.annotations.NullMarked;
