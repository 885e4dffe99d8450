package io.github.spotaware.background;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import io.github.spotaware.StepOutcome;
import io.github.spotaware.Ticker;
import io.github.spotaware.testsupport.FakeDrain;
import jakarta.jms.Connection;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageListener;
import jakarta.jms.Queue;
import jakarta.jms.Session;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.integration.endpoint.MessageProducerSupport;
import org.springframework.jms.config.JmsListenerEndpointRegistry;
import org.springframework.jms.config.SimpleJmsListenerContainerFactory;
import org.springframework.jms.config.SimpleJmsListenerEndpoint;
import org.springframework.jms.listener.DefaultMessageListenerContainer;
import org.springframework.jms.listener.MessageListenerContainer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyBoolean;
import static org.mockito.ArgumentMatchers.anyInt;
import static org.mockito.ArgumentMatchers.anyLong;
import static org.mockito.BDDMockito.given;
import static org.mockito.BDDMockito.then;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.withSettings;

/**
 * Tests for {@link JmsListeners} and {@link JmsContainer}.
 */
class JmsListenersTests {

	private static final Duration LIMIT = Duration.ofSeconds(90);

	@Test
	void containerIsKnownByItsNameOrItsDestination() {
		DefaultMessageListenerContainer container = new DefaultMessageListenerContainer();
		container.setDestinationName("queue");
		assertThat(names("orders", container)).containsExactly("orders");
		assertThat(names("org.springframework.jms.listener.DefaultMessageListenerContainer#0", container))
			.containsExactly("queue");
		container.setDestination(mock(Queue.class, "destination"));
		assertThat(names("org.springframework.jms.listener.DefaultMessageListenerContainer#0", container))
			.containsExactly("destination");
	}

	@Test
	void containerOfAnEndpointIsLeftToIt() {
		DefaultMessageListenerContainer container = new DefaultMessageListenerContainer();
		container.setMessageListener(
				mock(MessageProducerSupport.class, withSettings().extraInterfaces(MessageListener.class)));
		assertThat(names("orders", container)).isEmpty();
	}

	@Test
	void listenerIsKnownByItsId() {
		SimpleJmsListenerEndpoint endpoint = new SimpleJmsListenerEndpoint();
		endpoint.setId("orders");
		endpoint.setDestination("queue");
		endpoint.setMessageListener(mock(MessageListener.class));
		SimpleJmsListenerContainerFactory factory = new SimpleJmsListenerContainerFactory();
		factory.setConnectionFactory(mock());
		JmsListenerEndpointRegistry registry = new JmsListenerEndpointRegistry();
		registry.registerListenerContainer(endpoint, factory);
		assertThat(names("registry", registry)).containsExactly("orders");
	}

	@Test
	void containerOfAnUnknownKindIsKnownByItsName() {
		assertThat(names("mine", mock(MessageListenerContainer.class))).containsExactly("mine");
	}

	@Test
	void messageThatWasAcknowledgedOnReceiptIsProcessedWhileStopping() throws Exception {
		DefaultMessageListenerContainer container = new DefaultMessageListenerContainer();
		Deliveries deliveries = new Deliveries();
		List<String> processed = receivedWhileStopping(container, deliveries);
		assertThat(processed).containsExactly("processed");
		assertThat(container.isAcceptMessagesWhileStopping()).isTrue();
	}

	@Test
	void messageThatCanBeRolledBackIsLeftToOthersWhileStopping() throws Exception {
		DefaultMessageListenerContainer container = new DefaultMessageListenerContainer();
		container.setSessionTransacted(true);
		Deliveries deliveries = new Deliveries();
		assertThat(receivedWhileStopping(container, deliveries)).isEmpty();
		then(deliveries.session).should().rollback();
		then(deliveries.session).should(never()).commit();
	}

	@Test
	void whenTheTimeIsOverOrItStartsAgainItIsAsConfigured() {
		DefaultMessageListenerContainer container = mock();
		given(container.getSessionAcknowledgeMode()).willReturn(Session.AUTO_ACKNOWLEDGE);
		JmsContainer wrapped = new JmsContainer(container, "orders", List.of());
		wrapped.stop(LIMIT, () -> {
		});
		then(container).should().setAcceptMessagesWhileStopping(true);
		then(container).should(never()).setAcceptMessagesWhileStopping(false);
		wrapped.giveBack();
		then(container).should().setAcceptMessagesWhileStopping(false);
		wrapped.start();
		then(container).should().start();
	}

	@Test
	void applicationsListenersArePaused() {
		new ApplicationContextRunner().withConfiguration(AutoConfigurations.of(BackgroundAutoConfiguration.class))
			.withUserConfiguration(Application.class)
			.run((context) -> {
				PauseIntakeStep pause = context.getBean(PauseIntakeStep.class);
				assertThat(pause.name()).isEqualTo("pause-jms-listeners");
				assertThat(pause.drain(new FakeDrain())).isEqualTo(StepOutcome.done("paused orders"));
			});
	}

	/**
	 * Let a message come when the container has begun to stop.
	 */
	private static List<String> receivedWhileStopping(DefaultMessageListenerContainer container, Deliveries deliveries)
			throws Exception {
		List<String> processed = new ArrayList<>();
		container.setConnectionFactory(deliveries.connections);
		container.setDestination(mock(Queue.class));
		container.setMessageListener((MessageListener) (message) -> processed.add("processed"));
		container.afterPropertiesSet();
		container.start();
		await(deliveries.receiving);
		CountDownLatch stopped = new CountDownLatch(1);
		new JmsContainer(container, "orders", List.of()).stop(LIMIT, stopped::countDown);
		deliveries.arrival.countDown();
		await(stopped);
		container.shutdown();
		return processed;
	}

	private static List<String> names(String beanName, Object bean) {
		return JmsListeners.of(new StaticListableBeanFactory(Map.of(beanName, bean)))
			.stream()
			.map(Container::name)
			.toList();
	}

	private static void await(CountDownLatch latch) throws InterruptedException {
		assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
	}

	private static final class Deliveries {

		private final ConnectionFactory connections = mock();

		private final Session session = mock();

		private final CountDownLatch receiving = new CountDownLatch(1);

		private final CountDownLatch arrival = new CountDownLatch(1);

		Deliveries() throws JMSException {
			Connection connection = mock();
			MessageConsumer consumer = mock();
			given(this.connections.createConnection()).willReturn(connection);
			given(connection.createSession(anyBoolean(), anyInt())).willReturn(this.session);
			given(this.session.getTransacted()).willReturn(true);
			given(this.session.createConsumer(any(), any())).willReturn(consumer);
			given(this.session.createConsumer(any())).willReturn(consumer);
			given(consumer.receive(anyLong())).willAnswer((invocation) -> {
				this.receiving.countDown();
				await(this.arrival);
				return mock(Message.class);
			});
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Application {

		@Bean
		MessageListenerContainer orders() {
			return RunningContainer.mocked(MessageListenerContainer.class, "orders");
		}

		@Bean
		JmsListenerEndpointRegistry registry() {
			return new JmsListenerEndpointRegistry();
		}

		@Bean
		Ticker ticker() {
			return System::nanoTime;
		}

	}

}
