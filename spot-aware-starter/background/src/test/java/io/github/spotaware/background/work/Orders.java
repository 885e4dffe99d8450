package io.github.spotaware.background.work;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/**
 * Takes orders by HTTP and publishes them.
 */
@RestController
final class Orders {

	private final Publisher publisher;

	Orders(Publisher publisher) {
		this.publisher = publisher;
	}

	@GetMapping("/orders/{order}")
	String order(@PathVariable("order") String order) throws Exception {
		this.publisher.publish(order);
		return "published";
	}

	/**
	 * Publishes with what the application has for it.
	 */
	interface Publisher {

		void publish(String message) throws Exception;

	}

}
