/**
 * Shows the application's state, and lets an operator drain it, through Actuator.
 */
@NullMarked
package io.github.spotaware.actuate;

import org.jspecify.annotations.NullMarked;
