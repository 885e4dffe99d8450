package io.github.spotaware;

/**
 * Something that would make a drain fail or worse than it could be.
 *
 * @param id a stable id, such as {@code elb-access-denied}
 * @param message what was seen
 * @param remedy what to change
 */
public record Finding(String id, String message, String remedy) {

}
