package io.github.spotaware.sample.shop;

import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Holds the properties of the shop.
 *
 * @param instanceId Name of this instance, shown in every answer.
 * @param latency Time a checkout takes.
 * @param latencySpread Largest difference to that time, in either direction.
 */
@ConfigurationProperties("shop")
record ShopProperties(@DefaultValue("local") String instanceId, @DefaultValue("50ms") Duration latency,
		@DefaultValue("5ms") Duration latencySpread) {

}
