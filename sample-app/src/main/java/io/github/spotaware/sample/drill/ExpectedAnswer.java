package io.github.spotaware.sample.drill;

import java.util.function.BiPredicate;

import io.github.spotaware.sample.shop.Receipt;

/**
 * Recognises the complete answer to a checkout, whichever instance gave it.
 *
 * @param order the order
 */
record ExpectedAnswer(String order) implements BiPredicate<Integer, String> {

	String path() {
		return "/checkout/" + this.order;
	}

	@Override
	public boolean test(Integer status, String body) {
		Receipt receipt = Receipt.of(this.order, "");
		return status == 200 && body.startsWith("{\"order\":\"%s\",\"instance\":\"".formatted(receipt.order()))
				&& body.endsWith("\",\"total\":\"%s\"}".formatted(receipt.total()));
	}

}
