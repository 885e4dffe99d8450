/**
 * A fake of the EC2 instance metadata service.
 */
@NullMarked
package io.github.spotaware.test.imds;

import org.jspecify.annotations.NullMarked;
