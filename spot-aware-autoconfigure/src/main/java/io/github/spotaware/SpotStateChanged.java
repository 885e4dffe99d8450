package io.github.spotaware;

/**
 * The application event of a transition. Published in every application context that has
 * the starter, one after another, on a thread of its own: a slow listener delays later
 * events, never the drain.
 *
 * @param previous the state before
 * @param current the state now
 */
public record SpotStateChanged(SpotState previous, SpotState current) {

}
