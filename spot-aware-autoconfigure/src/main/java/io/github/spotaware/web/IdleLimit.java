package io.github.spotaware.web;

import java.time.Duration;

/**
 * How long a web server keeps an idle connection.
 *
 * @param duration the time
 * @param property the property that sets it
 */
record IdleLimit(Duration duration, String property) {

}
