package io.github.spotaware.lifecycle;

/**
 * The application event of there being no platform on which to act, as far as is known:
 * nothing gets ready for a drain. Where there are signs of one it is asked for again, so
 * that {@link SpotPrepared} may follow.
 *
 * @param reason what was seen
 */
public record PlatformMissing(String reason) {

}
