package io.github.spotaware.sample.drill;

import java.util.concurrent.CompletableFuture;

import io.github.spotaware.sample.process.ShopProcess;
import io.github.spotaware.test.ecs.TaskProcess;

/**
 * Is a shop as ECS sees it.
 *
 * @param process its process
 */
record TaskShop(ShopProcess process) implements TaskProcess {

	@Override
	public void terminate() {
		this.process.terminate();
	}

	@Override
	public void kill() {
		this.process.kill();
	}

	@Override
	public CompletableFuture<Integer> onExit() {
		return this.process.onExit();
	}

}
