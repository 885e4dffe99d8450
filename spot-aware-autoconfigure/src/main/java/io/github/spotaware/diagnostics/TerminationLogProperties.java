package io.github.spotaware.diagnostics;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Configures what a pod tells of its end.
 *
 * @param terminationLog Path of the file to write a line about the end of a drain to: the
 * 'terminationMessagePath' of the container. Written only in a pod, and only if it
 * exists.
 */
@ConfigurationProperties("spot-aware.kubernetes")
record TerminationLogProperties(@DefaultValue("/dev/termination-log") String terminationLog) {

}
