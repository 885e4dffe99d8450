package io.github.spotaware.background.integration;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;

import io.github.spotaware.test.environment.SpotAction;
import io.github.spotaware.test.environment.SpotEnvironment;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests that a flow that polls finishes what it has in hand in an interruption, and takes
 * nothing more; beside plain Spring Boot.
 */
@ExtendWith(OutputCaptureExtension.class)
class IntegrationPollersTests {

	private static final Duration LONG = Duration.ofSeconds(30);

	@Test
	void whatWasTakenIsProcessedAndTheRestIsLeftToOthers() throws Exception {
		try (SpotEnvironment ec2 = SpotEnvironment.ec2(); ConfigurableApplicationContext shop = run(ec2.arguments())) {
			Shop.Orders orders = shop.getBean(Shop.Orders.class);
			List<String> sent = new ArrayList<>();
			AtomicBoolean enough = new AtomicBoolean();
			CompletableFuture<Void> sending = CompletableFuture.runAsync(() -> {
				while (!enough.get()) {
					offer(orders, sent);
				}
			});
			await().atMost(LONG).until(() -> orders.processed.size() >= 50);
			ec2.announce();
			assertThat(ec2.awaitDrained().drainedInTime()).isTrue();
			enough.set(true);
			sending.get(LONG.toSeconds(), TimeUnit.SECONDS);
			shop.close();
			assertThat(Stream.concat(orders.processed.stream(), orders.store.stream()))
				.containsExactlyInAnyOrderElementsOf(sent);
			assertThat(orders.store).isNotEmpty();
		}
	}

	@Test
	void whatIsInHandIsWaitedFor(CapturedOutput output) throws Exception {
		try (SpotEnvironment ec2 = SpotEnvironment.ec2(); ConfigurableApplicationContext shop = run(ec2.arguments())) {
			Shop.Orders orders = shop.getBean(Shop.Orders.class);
			orders.store.addAll(List.of("slow", "next"));
			assertThat(orders.begun.await(LONG.toSeconds(), TimeUnit.SECONDS)).isTrue();
			ec2.announce();
			ec2.awaitDraining();
			assertThat(orders.processed).isEmpty();
			orders.mayEnd.countDown();
			assertThat(ec2.awaitDrained().drainedInTime()).isTrue();
			shop.close();
			assertThat(orders.interrupted).isEmpty();
			assertThat(Stream.concat(orders.processed.stream(), orders.store.stream())).containsExactly("slow", "next");
		}
		assertThat(output).contains("paused orderPoller)").contains("nothing is in hand)");
	}

	@Test
	void plainBootInterruptsWhatIsInHand() throws Exception {
		try (ConfigurableApplicationContext shop = run("--spot-aware.enabled=false")) {
			Shop.Orders orders = shop.getBean(Shop.Orders.class);
			orders.store.addAll(List.of("slow", "next"));
			assertThat(orders.begun.await(LONG.toSeconds(), TimeUnit.SECONDS)).isTrue();
			shop.close();
			await().atMost(LONG).until(() -> !orders.interrupted.isEmpty());
			assertThat(orders.interrupted).containsExactly("slow");
			assertThat(orders.processed).doesNotContain("slow");
		}
	}

	@Test
	void flowThatHangsIsNamedAndDelaysNothing(CapturedOutput output) throws Exception {
		try (SpotEnvironment ec2 = SpotEnvironment.ec2(); ConfigurableApplicationContext shop = run(ec2.arguments())) {
			Shop.Orders orders = shop.getBean(Shop.Orders.class);
			orders.store.add("slow");
			assertThat(orders.begun.await(LONG.toSeconds(), TimeUnit.SECONDS)).isTrue();
			ec2.announce();
			assertThat(ec2.awaitDrained().drainedInTime()).isTrue();
			orders.mayEnd.countDown();
		}
		assertThat(output).contains("timed-out, not finished: orderPoller)");
	}

	@Test
	void flowGoesOnWhenTheDrainIsTakenBack() {
		try (SpotEnvironment ec2 = SpotEnvironment.ec2(); ConfigurableApplicationContext shop = run(ec2.arguments())) {
			Shop.Orders orders = shop.getBean(Shop.Orders.class);
			ec2.announce(SpotAction.STOP, Duration.ofSeconds(8));
			ec2.awaitDrained();
			orders.store.add("meanwhile");
			ec2.withdraw();
			ec2.awaitRunning();
			await().atMost(LONG).until(() -> orders.processed.contains("meanwhile"));
			assertThat(orders.processed).containsExactly("meanwhile");
		}
	}

	@Test
	void whatIsKeptGoesOn() {
		try (SpotEnvironment ec2 = SpotEnvironment.ec2();
				ConfigurableApplicationContext shop = run(ec2.arguments("--spot-aware.background.keep=order*"))) {
			Shop.Orders orders = shop.getBean(Shop.Orders.class);
			ec2.announce();
			ec2.awaitDrained();
			orders.store.add("late");
			await().atMost(LONG).until(() -> orders.processed.contains("late"));
			assertThat(orders.processed).containsExactly("late");
		}
	}

	private static void offer(Shop.Orders orders, List<String> sent) {
		String order = "order-" + sent.size();
		try {
			if (orders.store.offer(order, 100, TimeUnit.MILLISECONDS)) {
				sent.add(order);
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

	private static ConfigurableApplicationContext run(String... arguments) {
		return new SpringApplicationBuilder(Shop.class).web(WebApplicationType.NONE).run(arguments);
	}

}
