/**
 * Learns of interruptions from EventBridge, by a queue of our own.
 */
@NullMarked
package io.github.spotaware.sqs;

import org.jspecify.annotations.NullMarked;
