/**
 * Calls AWS through its SDK: what the features that do have in common.
 */
@NullMarked
package io.github.spotaware.aws;

import org.jspecify.annotations.NullMarked;
