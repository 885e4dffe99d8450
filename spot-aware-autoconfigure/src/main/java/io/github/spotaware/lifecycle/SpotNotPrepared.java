package io.github.spotaware.lifecycle;

/**
 * The application event that nothing gets ready for a drain, as far as is known: there is
 * no platform on which to act, or to get ready has failed. Where there are signs of a
 * platform it is asked for again, so that {@link SpotPrepared} may follow.
 *
 * @param reason why
 */
public record SpotNotPrepared(String reason) {

}
