/**
 * Closes what stays open for as long as callers want: WebSocket sessions and event
 * streams.
 */
@NullMarked
package io.github.spotaware.streams;

import org.jspecify.annotations.NullMarked;
