package io.github.spotaware.background.stream;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.github.spotaware.test.environment.SpotAction;
import io.github.spotaware.test.environment.SpotEnvironment;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.kafka.test.EmbeddedKafkaKraftBroker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests that what Spring Cloud Stream consumes is processed once in an interruption: by
 * the interrupted application or by the next one.
 */
@ExtendWith(OutputCaptureExtension.class)
class StreamBindingsTests {

	private static final Duration LONG = Duration.ofMinutes(1);

	private static final EmbeddedKafkaKraftBroker broker = new EmbeddedKafkaKraftBroker(1, 1, "load", "back", "beats");

	@BeforeAll
	static void start() {
		broker.afterPropertiesSet();
	}

	@AfterAll
	static void stop() {
		broker.destroy();
	}

	@Test
	void recordsUnderWayAreProcessedOnceByThisOrByTheNext(CapturedOutput output) throws Exception {
		List<String> sent = IntStream.range(0, 500).mapToObj((number) -> "order-" + number).toList();
		try (SpotEnvironment ec2 = SpotEnvironment.ec2();
				ConfigurableApplicationContext shop = run(ec2.arguments(arguments("load")))) {
			Shop.Work work = shop.getBean(Shop.Work.class);
			CompletableFuture<Void> sending = CompletableFuture.runAsync(() -> send("load", sent));
			await().atMost(LONG).until(() -> work.processed.size() >= 50 && work.beats.get() > 0);
			ec2.announce();
			assertThat(ec2.awaitDrained().drainedInTime()).isTrue();
			int beats = work.beats.get();
			sending.get(LONG.toSeconds(), TimeUnit.SECONDS);
			List<String> plain = new ArrayList<>(List.of(arguments("load")));
			plain.add("--spot-aware.enabled=false");
			try (ConfigurableApplicationContext next = run(plain.toArray(String[]::new))) {
				Shop.Work rest = next.getBean(Shop.Work.class);
				await().atMost(LONG)
					.until(() -> rest.beats.get() > 10 && work.processed.size() + rest.processed.size() >= sent.size());
				assertThat(Stream.concat(work.processed.stream(), rest.processed.stream()))
					.containsExactlyInAnyOrderElementsOf(sent);
			}
			assertThat(work.beats).hasValue(beats);
		}
		assertThat(output).contains("paused orders-in-0)")
			.contains("paused beats-out-0_spca)")
			.contains("nothing is in hand)");
	}

	@Test
	void bindingsGoOnWhenTheDrainIsTakenBack() {
		try (SpotEnvironment ec2 = SpotEnvironment.ec2();
				ConfigurableApplicationContext shop = run(ec2.arguments(arguments("back")))) {
			Shop.Work work = shop.getBean(Shop.Work.class);
			send("back", List.of("before"));
			await().atMost(LONG).until(() -> work.processed.contains("before"));
			ec2.announce(SpotAction.STOP, Duration.ofSeconds(5));
			ec2.awaitDrained();
			int beats = work.beats.get();
			send("back", List.of("meanwhile"));
			assertThat(work.processed).containsExactly("before");
			ec2.withdraw();
			ec2.awaitRunning();
			await().atMost(LONG).until(() -> work.processed.contains("meanwhile") && work.beats.get() > beats);
			assertThat(work.processed).containsExactly("before", "meanwhile");
		}
	}

	private static String[] arguments(String topic) {
		return new String[] { "--spring.cloud.function.definition=orders;beats",
				"--spring.cloud.stream.kafka.binder.brokers=" + broker.getBrokersAsString(),
				"--spring.cloud.stream.bindings.orders-in-0.destination=" + topic,
				"--spring.cloud.stream.bindings.orders-in-0.group=shop",
				"--spring.cloud.stream.kafka.bindings.orders-in-0.consumer.start-offset=earliest",
				"--spring.cloud.stream.bindings.beats-out-0.destination=beats",
				"--spring.cloud.stream.bindings.beats-out-0.producer.poller.fixed-delay=20" };
	}

	private static void send(String topic, List<String> orders) {
		try (Producer<String, String> producer = new KafkaProducer<>(
				Map.of("bootstrap.servers", broker.getBrokersAsString()), new StringSerializer(),
				new StringSerializer())) {
			for (String order : orders) {
				producer.send(new ProducerRecord<>(topic, order)).get(LONG.toSeconds(), TimeUnit.SECONDS);
			}
		}
		catch (Exception ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static ConfigurableApplicationContext run(String... arguments) {
		return new SpringApplicationBuilder(Shop.class).web(WebApplicationType.NONE).run(arguments);
	}

}
