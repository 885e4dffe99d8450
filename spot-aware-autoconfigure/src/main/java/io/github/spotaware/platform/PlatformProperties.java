package io.github.spotaware.platform;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Properties of the platform.
 *
 * @param platform Platform the application runs on.
 */
@ConfigurationProperties("spot-aware")
record PlatformProperties(@DefaultValue("auto") PlatformChoice platform) {

}
