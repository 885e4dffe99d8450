package io.github.spotaware.sample.shop;

import java.util.Locale;

/**
 * Answers a checkout.
 *
 * @param order the order
 * @param instance the instance that took it
 * @param total what it costs, the same on every instance
 */
public record Receipt(String order, String instance, String total) {

	/**
	 * Return the receipt of an order.
	 * @param order the order
	 * @param instance the instance that takes it
	 * @return the receipt
	 */
	public static Receipt of(String order, String instance) {
		int cents = 100 + Math.floorMod(order.hashCode() * 7919, 99_900);
		return new Receipt(order, instance, String.format(Locale.ROOT, "%d.%02d", cents / 100, cents % 100));
	}

}
