package io.github.spotaware.background.work;

import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import org.apache.activemq.artemis.core.config.impl.ConfigurationImpl;
import org.apache.activemq.artemis.core.server.ActiveMQServer;
import org.apache.activemq.artemis.core.server.ActiveMQServers;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.Environment;
import org.springframework.jms.annotation.JmsListener;
import org.springframework.jms.config.JmsListenerEndpointRegistry;
import org.springframework.jms.connection.CachingConnectionFactory;
import org.springframework.jms.core.JmsTemplate;
import org.springframework.jms.listener.DefaultMessageListenerContainer;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for listeners of Spring JMS with an embedded Artemis, which sends a consumer as
 * much as fits into its buffer.
 */
class JmsListenerTests extends AbstractListenerTests {

	private static final String BROKER = "vm://7";

	private static @Nullable ActiveMQServer server;

	private static @Nullable CachingConnectionFactory connections;

	private static @Nullable JmsTemplate template;

	@BeforeAll
	static void startBroker() throws Exception {
		server = ActiveMQServers.newActiveMQServer(new ConfigurationImpl().setPersistenceEnabled(false)
			.setSecurityEnabled(false)
			.setJMXManagementEnabled(false)
			.addAcceptorConfiguration("test", BROKER), false);
		server.start();
		connections = new CachingConnectionFactory(new ActiveMQConnectionFactory(BROKER));
		template = new JmsTemplate(connections);
	}

	@AfterAll
	static void stopBroker() throws Exception {
		if (connections != null) {
			connections.destroy();
		}
		if (server != null) {
			server.stop();
		}
	}

	@Test
	void plainBootInterruptsWhatIsInHandWhenItsPhaseIsOver() throws Exception {
		this.first.close();
		ConfigurableApplicationContext application = plain(this.first,
				"spring.lifecycle.timeout-per-shutdown-phase=100ms");
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
		return List.of("spring.artemis.mode=native", "spring.artemis.broker-url=" + BROKER,
				"spring.artemis.embedded.enabled=false", "logging.level.org.apache.activemq.audit=off");
	}

	@Override
	String step() {
		return "pause-jms-listeners";
	}

	@Override
	void send(String message) {
		Objects.requireNonNull(template).convertAndSend(this.queue, message);
	}

	@Override
	boolean listening(ApplicationContext application) {
		DefaultMessageListenerContainer container = container(application);
		return container.isRunning() && container.isRegisteredWithDestination();
	}

	@Override
	boolean stopping(ApplicationContext application) {
		return !container(application).isRunning();
	}

	private static DefaultMessageListenerContainer container(ApplicationContext application) {
		return (DefaultMessageListenerContainer) Objects
			.requireNonNull(application.getBean(JmsListenerEndpointRegistry.class).getListenerContainer("orders"));
	}

	@SpringBootConfiguration(proxyBeanMethods = false)
	@Import({ JmsOnly.class, Orders.class })
	static class Application {

		private final Desk desk;

		Application(Desk desk) {
			this.desk = desk;
		}

		@JmsListener(id = "orders", destination = "${test.queue}")
		void take(String order) throws InterruptedException {
			this.desk.take(order);
		}

		@Bean
		Orders.Publisher publisher(JmsTemplate template, Environment environment) {
			String destination = environment.getRequiredProperty("test.queue");
			return (message) -> template.convertAndSend(destination, message);
		}

	}

	static final class JmsOnly extends Neighbours {

		JmsOnly() {
			super(".jms.", ".artemis.");
		}

	}

}
