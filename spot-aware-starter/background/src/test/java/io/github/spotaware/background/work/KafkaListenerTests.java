package io.github.spotaware.background.work;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.Environment;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.kafka.config.KafkaListenerEndpointRegistry;
import org.springframework.kafka.core.DefaultKafkaProducerFactory;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.kafka.listener.MessageListenerContainer;
import org.springframework.kafka.test.EmbeddedKafkaBroker;
import org.springframework.kafka.test.EmbeddedKafkaKraftBroker;
import org.springframework.kafka.test.utils.KafkaTestUtils;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for listeners of Spring Kafka with an embedded broker.
 */
class KafkaListenerTests extends AbstractListenerTests {

	/**
	 * How many records a consumer fetches at a time, at most.
	 */
	private static final int POLLED = 20;

	private static final EmbeddedKafkaBroker BROKER = new EmbeddedKafkaKraftBroker(1, 1);

	private static @Nullable DefaultKafkaProducerFactory<String, String> producers;

	private static @Nullable KafkaTemplate<String, String> template;

	@BeforeAll
	static void startBroker() {
		BROKER.brokerProperties(Map.of("group.initial.rebalance.delay.ms", "0", "offsets.topic.num.partitions", "1"));
		BROKER.afterPropertiesSet();
		producers = new DefaultKafkaProducerFactory<>(KafkaTestUtils.producerProps(BROKER), new StringSerializer(),
				new StringSerializer());
		template = new KafkaTemplate<>(producers);
	}

	@AfterAll
	static void stopBroker() {
		if (producers != null) {
			producers.destroy();
		}
		BROKER.destroy();
	}

	@BeforeEach
	void createTopic() {
		BROKER.addTopics(new NewTopic(this.queue, 4, (short) 1));
	}

	@Test
	void plainBootGoesOnWithAllRecordsThatWerePolled() throws Exception {
		List<String> sent = sendMany();
		this.first.close();
		ConfigurableApplicationContext application = plain(this.first);
		await(() -> !this.first.begun().isEmpty());
		other();
		CompletableFuture<Void> closed = CompletableFuture.runAsync(application::close);
		await(() -> stopping(application));
		this.first.open();
		closed.get(1, TimeUnit.MINUTES);
		awaitEachOnce(sent);
		assertThat(this.first.done()).hasSize(POLLED);
	}

	@Override
	Class<?> application() {
		return Application.class;
	}

	@Override
	Collection<String> brokerProperties() {
		return List.of("spring.kafka.bootstrap-servers=" + BROKER.getBrokersAsString(),
				"spring.kafka.consumer.group-id=" + this.queue, "spring.kafka.consumer.auto-offset-reset=earliest",
				"spring.kafka.consumer.max-poll-records=" + POLLED);
	}

	@Override
	String step() {
		return "pause-kafka-listeners";
	}

	@Override
	void send(String message) throws Exception {
		Objects.requireNonNull(template).send(this.queue, message, message).get(1, TimeUnit.MINUTES);
	}

	@Override
	boolean listening(ApplicationContext application) {
		MessageListenerContainer container = container(application);
		Collection<?> assigned = container.getAssignedPartitions();
		// Who joins while another one has a record in hand waits for it.
		boolean waits = !this.first.begun().isEmpty();
		return container.isRunning() && (waits || (assigned != null && !assigned.isEmpty()));
	}

	@Override
	boolean stopping(ApplicationContext application) {
		return !container(application).isRunning();
	}

	private static MessageListenerContainer container(ApplicationContext application) {
		return Objects
			.requireNonNull(application.getBean(KafkaListenerEndpointRegistry.class).getListenerContainer("orders"));
	}

	@SpringBootConfiguration(proxyBeanMethods = false)
	@Import({ KafkaOnly.class, Orders.class })
	static class Application {

		private final Desk desk;

		Application(Desk desk) {
			this.desk = desk;
		}

		@KafkaListener(id = "orders", idIsGroup = false, topics = "${test.queue}")
		void take(String order) throws InterruptedException {
			this.desk.take(order);
		}

		@Bean
		Orders.Publisher publisher(KafkaTemplate<String, String> template, Environment environment) {
			String topic = environment.getRequiredProperty("test.queue");
			return (message) -> template.send(topic, message, message).get(1, TimeUnit.MINUTES);
		}

	}

	static final class KafkaOnly extends Neighbours {

		KafkaOnly() {
			super(".kafka.");
		}

	}

}
