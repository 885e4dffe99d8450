package io.github.spotaware.sample.shop;

import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/**
 * Takes orders, each in a thread of its own.
 */
@RestController
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
class CheckoutController {

	private final String instance;

	private final Latency latency;

	CheckoutController(ShopProperties properties, Latency latency) {
		this.instance = properties.instanceId();
		this.latency = latency;
	}

	@GetMapping("/checkout/{order}")
	Receipt checkout(@PathVariable String order) {
		this.latency.await();
		return Receipt.of(order, this.instance);
	}

}
