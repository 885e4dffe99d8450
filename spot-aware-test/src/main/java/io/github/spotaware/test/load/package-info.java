/**
 * Open-loop load whose every outcome is accounted for.
 */
@NullMarked
package io.github.spotaware.test.load;

import org.jspecify.annotations.NullMarked;
