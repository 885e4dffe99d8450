package io.github.spotaware.background.stream;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Supplier;

import io.github.spotaware.elb.ElbAutoConfiguration;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;

/**
 * Works on orders from a topic, and says all the time, to another one, that it is there.
 */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration(exclude = ElbAutoConfiguration.class)
class Shop {

	@Bean
	Work work() {
		return new Work();
	}

	@Bean
	Consumer<String> orders(Work work) {
		return work.processed::add;
	}

	@Bean
	Supplier<String> beats(Work work) {
		return () -> "beat-" + work.beats.incrementAndGet();
	}

	static class Work {

		final Queue<String> processed = new ConcurrentLinkedQueue<>();

		final AtomicInteger beats = new AtomicInteger();

	}

}
