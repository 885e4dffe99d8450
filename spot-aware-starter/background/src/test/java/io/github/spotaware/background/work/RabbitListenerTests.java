package io.github.spotaware.background.work;

import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.amqp.core.Queue;
import org.springframework.amqp.rabbit.annotation.RabbitListener;
import org.springframework.amqp.rabbit.connection.CachingConnectionFactory;
import org.springframework.amqp.rabbit.core.RabbitAdmin;
import org.springframework.amqp.rabbit.core.RabbitTemplate;
import org.springframework.amqp.rabbit.listener.AbstractMessageListenerContainer;
import org.springframework.amqp.rabbit.listener.RabbitListenerEndpointRegistry;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.Environment;
import org.springframework.test.util.ReflectionTestUtils;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for listeners of Spring AMQP with a real broker, which sends a consumer 250
 * messages ahead, as Spring asks it to.
 */
class RabbitListenerTests extends AbstractListenerTests {

	private static @Nullable AmqpBroker broker;

	private static @Nullable CachingConnectionFactory connections;

	@BeforeAll
	static void startBroker() throws Exception {
		broker = AmqpBroker.start();
		connections = new CachingConnectionFactory("127.0.0.1", broker.port());
	}

	@AfterAll
	static void stopBroker() {
		if (connections != null) {
			connections.destroy();
		}
		if (broker != null) {
			broker.close();
		}
	}

	@BeforeEach
	void declareQueue() {
		new RabbitAdmin(connections()).declareQueue(new Queue(this.queue));
	}

	@Test
	void directContainerHandsOverTheRest() throws Exception {
		handsOverTheRest("spring.rabbitmq.listener.type=direct");
	}

	@Test
	void plainBootInterruptsWhatIsInHandAfterFiveSeconds() throws Exception {
		this.first.close();
		ConfigurableApplicationContext application = plain(this.first);
		send("long");
		await(() -> this.first.begun().size() == 1);
		other();
		CompletableFuture<Void> closed = CompletableFuture.runAsync(application::close);
		await(() -> this.second.done().contains("long"));
		closed.get(1, TimeUnit.MINUTES);
		assertThat(this.first.done()).isEmpty();
	}

	@Override
	Class<?> application() {
		return Application.class;
	}

	@Override
	Collection<String> brokerProperties() {
		AmqpBroker running = Objects.requireNonNull(broker);
		return List.of("spring.rabbitmq.host=127.0.0.1", "spring.rabbitmq.port=" + running.port());
	}

	@Override
	String step() {
		return "pause-rabbit-listeners";
	}

	@Override
	void send(String message) {
		new RabbitTemplate(connections()).convertAndSend(this.queue, message);
	}

	private static CachingConnectionFactory connections() {
		return Objects.requireNonNull(connections);
	}

	@Override
	boolean listening(ApplicationContext application) {
		return container(application).isRunning();
	}

	@Override
	boolean stopping(ApplicationContext application) {
		AbstractMessageListenerContainer container = container(application);
		// It counts as running until nothing is in hand.
		AtomicBoolean stopNow = (AtomicBoolean) ReflectionTestUtils.getField(container, "stopNow");
		return !container.isRunning() || (stopNow != null && stopNow.get());
	}

	private static AbstractMessageListenerContainer container(ApplicationContext application) {
		return (AbstractMessageListenerContainer) Objects
			.requireNonNull(application.getBean(RabbitListenerEndpointRegistry.class).getListenerContainer("orders"));
	}

	@SpringBootConfiguration(proxyBeanMethods = false)
	@Import({ RabbitOnly.class, Orders.class })
	static class Application {

		private final Desk desk;

		Application(Desk desk) {
			this.desk = desk;
		}

		@RabbitListener(id = "orders", queues = "${test.queue}")
		void take(String order) throws InterruptedException {
			this.desk.take(order);
		}

		@Bean
		Orders.Publisher publisher(RabbitTemplate template, Environment environment) {
			String key = environment.getRequiredProperty("test.queue");
			return (message) -> template.convertAndSend(key, message);
		}

	}

	static final class RabbitOnly extends Neighbours {

		RabbitOnly() {
			super(".amqp.");
		}

	}

}
