/**
 * A fake of the Elastic Load Balancing API and its target groups.
 */
@NullMarked
package io.github.spotaware.test.elb;

import org.jspecify.annotations.NullMarked;
