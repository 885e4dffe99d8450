/**
 * Asks the EC2 instance metadata service who we are and whether we are about to be
 * interrupted.
 */
@NullMarked
package io.github.spotaware.imds;

import org.jspecify.annotations.NullMarked;
