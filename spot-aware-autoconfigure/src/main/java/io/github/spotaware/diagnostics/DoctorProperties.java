package io.github.spotaware.diagnostics;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Configures what is done with findings.
 *
 * @param doctor What to do with what would make a drain fail: write it to the log after
 * the start, print it and exit before any bean of the application is created, or nothing.
 */
@ConfigurationProperties("spot-aware")
record DoctorProperties(@DefaultValue("log") DoctorMode doctor) {

}
