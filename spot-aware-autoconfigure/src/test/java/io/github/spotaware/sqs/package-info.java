/**
 * Tests of the queue of events.
 */
@NullMarked
package io.github.spotaware.sqs;

import org.jspecify.annotations.NullMarked;
