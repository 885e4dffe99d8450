package io.github.spotaware.sample;

import io.github.spotaware.sample.shop.ShopApplication;

/**
 * Starts what the arguments ask for.
 */
public final class SampleApplication {

	private SampleApplication() {
	}

	/**
	 * Start an instance, the drill, or a fleet.
	 * @param args {@code --instance}, {@code --drill}, or none
	 */
	public static void main(String[] args) {
		ShopApplication.run(args);
	}

}
