package io.github.spotaware.sample.drill;

import java.util.concurrent.CompletableFuture;

import io.github.spotaware.sample.process.ShopProcess;
import io.github.spotaware.test.ecs.TaskProcess;
import io.github.spotaware.test.kubernetes.PodProcess;

/**
 * Is a shop as ECS and the kubelet see it.
 *
 * @param process its process
 */
record TaskShop(ShopProcess process) implements TaskProcess, PodProcess {

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
