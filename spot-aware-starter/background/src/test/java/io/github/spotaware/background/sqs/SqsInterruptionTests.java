package io.github.spotaware.background.sqs;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;

import io.github.spotaware.test.environment.SpotAction;
import io.github.spotaware.test.environment.SpotEnvironment;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests that an application that listens to SQS queues loses nothing when it is
 * interrupted, and that nothing has to wait for its visibility time-out; beside plain
 * Spring Boot.
 */
@ExtendWith(OutputCaptureExtension.class)
class SqsInterruptionTests {

	private static final Queues queues = new Queues();

	private static final Duration LONG = Duration.ofSeconds(30);

	@AfterAll
	static void stop() {
		queues.close();
	}

	@Test
	void messagesUnderWayAreProcessedOnceByThisOrByTheNext(CapturedOutput output) throws Exception {
		String[] arguments = queues.create("orders");
		List<String> sent = new CopyOnWriteArrayList<>();
		AtomicBoolean enough = new AtomicBoolean();
		try (SpotEnvironment ec2 = SpotEnvironment.ec2();
				ConfigurableApplicationContext shop = run(ec2.arguments(arguments))) {
			Shop.Orders orders = shop.getBean(Shop.Orders.class);
			CompletableFuture<Void> sending = CompletableFuture.runAsync(() -> send(sent, enough));
			await().atMost(LONG).until(() -> orders.processed.size() >= 50);
			ec2.announce();
			ec2.awaitDraining();
			try (SecondConsumer second = new SecondConsumer(queues.client(), "orders")) {
				assertThat(ec2.awaitDrained().drainedInTime()).isTrue();
				shop.close();
				await().atMost(LONG).until(() -> !second.processed().isEmpty());
				enough.set(true);
				sending.get(LONG.toSeconds(), TimeUnit.SECONDS);
				await().atMost(LONG).until(() -> orders.processed.size() + second.processed().size() >= sent.size());
				assertThat(Stream.concat(orders.processed.stream(), second.processed().stream()))
					.containsExactlyInAnyOrderElementsOf(sent);
				// Each is acknowledged, by whom it was processed.
				await().atMost(LONG).until(() -> queues.invisible("orders") + queues.visible("orders") == 0);
				assertThat(orders.interrupted).isEmpty();
			}
		}
		assertThat(output).contains("pause-sqs-listeners").contains("paused orders)").contains("nothing is in hand)");
	}

	@Test
	void whatIsNotFinishedAndWhatWaitsBehindItIsGivenBackInOrder(CapturedOutput output) throws Exception {
		String[] arguments = queues.create("given-back.fifo");
		List<String> sent = List.of("hang-1", "order-2", "order-3");
		for (String order : sent) {
			queues.send("given-back.fifo", order);
		}
		try (SpotEnvironment ec2 = SpotEnvironment.ec2();
				ConfigurableApplicationContext shop = run(ec2.arguments(arguments))) {
			Shop.Orders orders = shop.getBean(Shop.Orders.class);
			assertThat(orders.hanging.await(LONG.toSeconds(), TimeUnit.SECONDS)).isTrue();
			assertThat(queues.invisible("given-back.fifo")).isEqualTo(3);
			ec2.announce();
			assertThat(ec2.awaitDrained().drainedInTime()).isTrue();
			try (SecondConsumer second = new SecondConsumer(queues.client(), "given-back.fifo")) {
				await().atMost(LONG).until(() -> second.processed().size() == 3);
				assertThat(second.processed()).containsExactlyElementsOf(sent);
			}
			assertThat(orders.processed).isEmpty();
			shop.close();
			assertThat(orders.processed).isEmpty();
		}
		assertThat(output).contains("timed-out, not finished: given-back.fifo (3)");
	}

	@Test
	void plainBootLeavesWhatIsNotFinishedToTheVisibilityTimeout() throws Exception {
		List<String> arguments = new ArrayList<>(List.of(queues.create("stuck.fifo")));
		arguments.add("--spot-aware.enabled=false");
		for (String order : List.of("hang-1", "order-2", "order-3")) {
			queues.send("stuck.fifo", order);
		}
		try (ConfigurableApplicationContext shop = run(arguments.toArray(String[]::new))) {
			Shop.Orders orders = shop.getBean(Shop.Orders.class);
			assertThat(orders.hanging.await(LONG.toSeconds(), TimeUnit.SECONDS)).isTrue();
			shop.close();
			await().atMost(LONG).until(() -> !orders.interrupted.isEmpty());
			assertThat(orders.interrupted).containsExactly("hang-1");
		}
		assertThat(queues.invisible("stuck.fifo")).isEqualTo(3);
		assertThat(queues.visible("stuck.fifo")).isZero();
	}

	@Test
	void publishingGoesOnAndWhatArrivesIsProcessedWhenTheDrainIsTakenBack() throws Exception {
		String[] arguments = queues.create("back");
		try (SpotEnvironment ec2 = SpotEnvironment.ec2();
				ConfigurableApplicationContext shop = run(ec2.arguments(arguments))) {
			Shop.Orders orders = shop.getBean(Shop.Orders.class);
			queues.send("back", "before");
			await().atMost(LONG).until(() -> orders.processed.contains("before"));
			ec2.announce(SpotAction.STOP, Duration.ofSeconds(5));
			ec2.awaitDrained();
			assertThat(post(shop, "meanwhile")).isEqualTo(200);
			await().atMost(LONG).until(() -> queues.visible("back") == 1);
			assertThat(orders.processed).containsExactly("before");
			ec2.withdraw();
			ec2.awaitRunning();
			await().atMost(LONG).until(() -> orders.processed.contains("meanwhile"));
			assertThat(orders.processed).containsExactly("before", "meanwhile");
		}
	}

	@Test
	void whatIsKeptGoesOn() throws Exception {
		List<String> arguments = new ArrayList<>(List.of(queues.create("kept")));
		arguments.add("--spot-aware.background.keep=kept");
		try (SpotEnvironment ec2 = SpotEnvironment.ec2();
				ConfigurableApplicationContext shop = run(ec2.arguments(arguments.toArray(String[]::new)))) {
			Shop.Orders orders = shop.getBean(Shop.Orders.class);
			ec2.announce();
			ec2.awaitDrained();
			queues.send("kept", "late");
			await().atMost(LONG).until(() -> orders.processed.contains("late"));
			assertThat(orders.processed).containsExactly("late");
		}
	}

	@Test
	void withoutPausingItIsPlainBoot(CapturedOutput output) throws Exception {
		List<String> arguments = new ArrayList<>(List.of(queues.create("unpaused")));
		arguments.add("--spot-aware.background.pause=false");
		try (SpotEnvironment ec2 = SpotEnvironment.ec2();
				ConfigurableApplicationContext shop = run(ec2.arguments(arguments.toArray(String[]::new)))) {
			Shop.Orders orders = shop.getBean(Shop.Orders.class);
			ec2.announce();
			ec2.awaitDrained();
			queues.send("unpaused", "late");
			await().atMost(LONG).until(() -> orders.processed.contains("late"));
			assertThat(orders.processed).containsExactly("late");
		}
		assertThat(output).doesNotContain("pause-sqs-listeners").doesNotContain("finish-work");
	}

	private static ConfigurableApplicationContext run(String[] arguments) {
		return SpringApplication.run(Shop.class, arguments);
	}

	private static void send(List<String> sent, AtomicBoolean enough) {
		while (!enough.get()) {
			String order = "order-" + sent.size();
			order(order);
			sent.add(order);
		}
	}

	private static void order(String body) {
		try {
			queues.send("orders", body);
		}
		catch (Exception ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static int post(ConfigurableApplicationContext shop, String order) throws Exception {
		String port = shop.getEnvironment().getRequiredProperty("local.server.port");
		HttpRequest request = HttpRequest.newBuilder(URI.create("http://localhost:%s/orders".formatted(port)))
			.POST(HttpRequest.BodyPublishers.ofString(order))
			.build();
		return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
	}

}
