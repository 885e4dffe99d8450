package io.github.spotaware.background.integration;

import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import io.github.spotaware.background.BackgroundAutoConfiguration;
import io.github.spotaware.imds.ImdsAutoConfiguration;
import io.github.spotaware.lifecycle.LifecycleAutoConfiguration;
import io.github.spotaware.platform.PlatformAutoConfiguration;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.availability.ApplicationAvailabilityAutoConfiguration;
import org.springframework.boot.autoconfigure.context.PropertyPlaceholderAutoConfiguration;
import org.springframework.boot.autoconfigure.task.TaskSchedulingAutoConfiguration;
import org.springframework.boot.integration.autoconfigure.IntegrationAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.integration.dsl.IntegrationFlow;

/**
 * Takes orders from a store, and works on each. One called {@code slow} is worked on
 * until the test lets it go, or somebody interrupts.
 */
@SpringBootConfiguration(proxyBeanMethods = false)
@ImportAutoConfiguration({ ApplicationAvailabilityAutoConfiguration.class, BackgroundAutoConfiguration.class,
		ImdsAutoConfiguration.class, IntegrationAutoConfiguration.class, LifecycleAutoConfiguration.class,
		PlatformAutoConfiguration.class, PropertyPlaceholderAutoConfiguration.class,
		TaskSchedulingAutoConfiguration.class })
class Shop {

	@Bean
	Orders orders() {
		return new Orders();
	}

	@Bean
	IntegrationFlow work(Orders orders) {
		return IntegrationFlow
			.fromSupplier(orders.store::poll,
					(source) -> source.id("orderPoller")
						.poller((poller) -> poller.fixedDelay(5).maxMessagesPerPoll(10)))
			.handle(orders, "work")
			.get();
	}

	static class Orders {

		final BlockingQueue<String> store = new LinkedBlockingQueue<>(5);

		final Queue<String> processed = new ConcurrentLinkedQueue<>();

		final Queue<String> interrupted = new ConcurrentLinkedQueue<>();

		final CountDownLatch begun = new CountDownLatch(1);

		final CountDownLatch mayEnd = new CountDownLatch(1);

		public void work(String order) {
			if (order.equals("slow")) {
				this.begun.countDown();
				try {
					if (!this.mayEnd.await(1, TimeUnit.MINUTES)) {
						throw new IllegalStateException("Nobody has let it go");
					}
				}
				catch (InterruptedException ex) {
					this.interrupted.add(order);
					Thread.currentThread().interrupt();
					return;
				}
			}
			this.processed.add(order);
		}

	}

}
