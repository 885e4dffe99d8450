package io.github.spotaware.sample.shop;

import reactor.core.publisher.Mono;

import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/**
 * Takes orders where no thread may wait.
 */
@RestController
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.REACTIVE)
class ReactiveCheckoutController {

	private final String instance;

	private final Latency latency;

	ReactiveCheckoutController(ShopProperties properties, Latency latency) {
		this.instance = properties.instanceId();
		this.latency = latency;
	}

	@GetMapping("/checkout/{order}")
	Mono<Receipt> checkout(@PathVariable String order) {
		return Mono.delay(this.latency.next()).map((passed) -> Receipt.of(order, this.instance));
	}

}
