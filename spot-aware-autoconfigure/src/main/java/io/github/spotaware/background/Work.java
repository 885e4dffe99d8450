package io.github.spotaware.background;

/**
 * Work that was begun and has not ended.
 *
 * @param description what it is, as users know it: a listener's id, a method, a job
 * @param since the reading of the ticker when it was begun, or when it was first seen
 */
record Work(String description, long since) {
}
