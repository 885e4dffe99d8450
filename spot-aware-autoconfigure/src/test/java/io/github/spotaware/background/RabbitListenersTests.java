package io.github.spotaware.background;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.github.spotaware.StepOutcome;
import io.github.spotaware.Ticker;
import io.github.spotaware.testsupport.FakeDrain;
import org.junit.jupiter.api.Test;

import org.springframework.amqp.core.AcknowledgeMode;
import org.springframework.amqp.core.MessageListener;
import org.springframework.amqp.core.MessageListenerContainer;
import org.springframework.amqp.rabbit.AsyncRabbitTemplate;
import org.springframework.amqp.rabbit.connection.ConnectionFactory;
import org.springframework.amqp.rabbit.core.RabbitTemplate;
import org.springframework.amqp.rabbit.listener.AbstractMessageListenerContainer;
import org.springframework.amqp.rabbit.listener.DirectMessageListenerContainer;
import org.springframework.amqp.rabbit.listener.RabbitListenerEndpointRegistry;
import org.springframework.amqp.rabbit.listener.SimpleMessageListenerContainer;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.predicate.RuntimeHintsPredicates;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.integration.endpoint.MessageProducerSupport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.withSettings;

/**
 * Tests for {@link RabbitListeners} and {@link RabbitContainer}.
 */
class RabbitListenersTests {

	private static final Duration LIMIT = Duration.ofSeconds(90);

	private final List<String> calls = new ArrayList<>();

	@Test
	void listenerIsKnownByItsIdOrItsQueues() {
		SimpleMessageListenerContainer container = new SimpleMessageListenerContainer();
		container.setQueueNames("a", "b");
		container.setListenerId("orders");
		assertThat(name(container)).isEqualTo("orders");
		container.setListenerId("org.springframework.amqp.rabbit.RabbitListenerEndpointContainer#0");
		assertThat(name(container)).isEqualTo("a,b");
	}

	@Test
	void containerOfAnUnknownKindIsKnownByItsText() {
		assertThat(name(mock(MessageListenerContainer.class, "mine"))).isEqualTo("mine");
	}

	@Test
	void repliesGoOn() {
		MessageListenerContainer replies = mock();
		given(replies.getMessageListener()).willReturn(mock(RabbitTemplate.class));
		MessageListenerContainer laterReplies = mock();
		given(laterReplies.getMessageListener()).willReturn(mock(AsyncRabbitTemplate.class));
		assertThat(RabbitListeners
			.of(new StaticListableBeanFactory(Map.of("replies", replies, "laterReplies", laterReplies)))).isEmpty();
	}

	@Test
	void containerOfAnEndpointIsLeftToIt() {
		SimpleMessageListenerContainer container = new SimpleMessageListenerContainer();
		container.setMessageListener((MessageListener) mock(MessageProducerSupport.class,
				withSettings().extraInterfaces(MessageListener.class)));
		assertThat(RabbitListeners.of(new StaticListableBeanFactory(Map.of("orders", container)))).isEmpty();
	}

	@Test
	void simpleContainerGivesPrefetchedMessagesBackAndIsWaitedFor() {
		RecordingSimpleContainer container = new RecordingSimpleContainer(this.calls);
		stop(container);
		assertThat(this.calls).containsExactly("stop and wait, force true, timeout 90000", "stopped");
	}

	@Test
	void messagesThatTheBrokerHasForgottenAreWorkedThrough() {
		RecordingSimpleContainer simple = new RecordingSimpleContainer(this.calls);
		simple.setAcknowledgeMode(AcknowledgeMode.NONE);
		stop(simple);
		RecordingDirectContainer direct = new RecordingDirectContainer(this.calls);
		direct.setAcknowledgeMode(AcknowledgeMode.NONE);
		stop(direct);
		assertThat(this.calls).containsExactly("stop and wait, force false, timeout 90000", "stopped",
				"stop and wait, force false, timeout 90000", "stopped");
	}

	/**
	 * One that is idle would otherwise wait for a further message.
	 */
	@Test
	void directContainerRejectsPrefetchedMessages() {
		RecordingDirectContainer container = new RecordingDirectContainer(this.calls);
		container.setForceStop(true);
		stop(container);
		assertThat(this.calls).containsExactly("stop, force false, timeout 90000", "stopped");
	}

	@Test
	void saysThatItHasStoppedEvenIfItCouldNot() {
		RecordingSimpleContainer container = new RecordingSimpleContainer(this.calls);
		container.setQueueNames("orders");
		container.failing = true;
		assertThatIllegalStateException()
			.isThrownBy(() -> new RabbitContainer(container).stop(LIMIT, () -> this.calls.add("stopped")));
		assertThat(this.calls).endsWith("stopped");
	}

	@Test
	void startsAgainAsItWasConfigured() {
		RecordingSimpleContainer container = new RecordingSimpleContainer(this.calls);
		container.setShutdownTimeout(1234);
		RabbitContainer stopped = stop(container);
		stopped.start();
		assertThat(this.calls).last().isEqualTo("start, force false, timeout 1234");
		container.setForceStop(true);
		RabbitContainer again = stop(container);
		again.start();
		assertThat(this.calls).last().isEqualTo("start, force true, timeout 1234");
	}

	@Test
	void nativeImageCanReadWhatIsConfigured() {
		RuntimeHints hints = new RuntimeHints();
		new RabbitStopSettings.Hints().registerHints(hints, null);
		assertThat(RuntimeHintsPredicates.reflection()
			.onMethodInvocation(AbstractMessageListenerContainer.class, "isForceStop")).accepts(hints);
		assertThat(RuntimeHintsPredicates.reflection()
			.onMethodInvocation(AbstractMessageListenerContainer.class, "getShutdownTimeout")).accepts(hints);
	}

	@Test
	void applicationsListenersArePaused() {
		new ApplicationContextRunner().withConfiguration(AutoConfigurations.of(BackgroundAutoConfiguration.class))
			.withUserConfiguration(Application.class)
			.run((context) -> {
				PauseIntakeStep pause = context.getBean(PauseIntakeStep.class);
				assertThat(pause.name()).isEqualTo("pause-rabbit-listeners");
				assertThat(pause.drain(new FakeDrain())).isEqualTo(StepOutcome.done("paused orders"));
			});
	}

	private RabbitContainer stop(AbstractMessageListenerContainer container) {
		container.setQueueNames("orders");
		RabbitContainer wrapped = new RabbitContainer(container);
		wrapped.stop(LIMIT, () -> this.calls.add("stopped"));
		return wrapped;
	}

	private static String name(MessageListenerContainer container) {
		return RabbitListeners.of(new StaticListableBeanFactory(Map.of("container", container)))
			.iterator()
			.next()
			.name();
	}

	private static String settings(AbstractMessageListenerContainer container) {
		RabbitStopSettings settings = RabbitStopSettings.of(container);
		return "force %s, timeout %d".formatted(settings.force(), settings.timeout());
	}

	private static final class RecordingSimpleContainer extends SimpleMessageListenerContainer {

		private final List<String> calls;

		private boolean failing;

		RecordingSimpleContainer(List<String> calls) {
			super(mock(ConnectionFactory.class));
			this.calls = calls;
		}

		@Override
		public void start() {
			this.calls.add("start, " + settings(this));
		}

		@Override
		public void stop() {
			this.calls.add("stop and wait, " + settings(this));
			if (this.failing) {
				throw new IllegalStateException("expected");
			}
		}

		@Override
		public void stop(Runnable callback) {
			this.calls.add("stop, " + settings(this));
			callback.run();
		}

	}

	private static final class RecordingDirectContainer extends DirectMessageListenerContainer {

		private final List<String> calls;

		RecordingDirectContainer(List<String> calls) {
			super(mock(ConnectionFactory.class));
			this.calls = calls;
		}

		@Override
		public void stop() {
			this.calls.add("stop and wait, " + settings(this));
		}

		@Override
		public void stop(Runnable callback) {
			this.calls.add("stop, " + settings(this));
			callback.run();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Application {

		@Bean
		MessageListenerContainer orders() {
			return RunningContainer.mocked(MessageListenerContainer.class, "orders");
		}

		@Bean
		RabbitListenerEndpointRegistry registry() {
			return new RabbitListenerEndpointRegistry();
		}

		@Bean
		Ticker ticker() {
			return System::nanoTime;
		}

	}

}
