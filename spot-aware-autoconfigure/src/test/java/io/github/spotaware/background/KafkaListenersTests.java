package io.github.spotaware.background;

import java.util.Map;
import java.util.regex.Pattern;

import io.github.spotaware.StepOutcome;
import io.github.spotaware.Ticker;
import io.github.spotaware.testsupport.FakeDrain;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.integration.endpoint.MessageProducerSupport;
import org.springframework.kafka.config.ConcurrentKafkaListenerContainerFactory;
import org.springframework.kafka.config.KafkaListenerEndpointRegistry;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.kafka.core.KafkaOperations;
import org.springframework.kafka.listener.ContainerProperties;
import org.springframework.kafka.listener.KafkaMessageListenerContainer;
import org.springframework.kafka.listener.MessageListenerContainer;
import org.springframework.kafka.support.TopicPartitionOffset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;

/**
 * Tests for {@link KafkaListeners} and {@link KafkaStopsAtOnce}.
 */
class KafkaListenersTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(BackgroundAutoConfiguration.class))
		.withUserConfiguration(Application.class);

	@Test
	void listenerIsKnownByItsId() {
		assertThat(name(container(new ContainerProperties("topic"), "orders"))).isEqualTo("orders");
	}

	@Test
	void listenerWithoutIdIsKnownByWhatItListensTo() {
		String generated = "org.springframework.kafka.KafkaListenerEndpointContainer#0";
		assertThat(name(container(new ContainerProperties("a", "b"), generated))).isEqualTo("a,b");
		assertThat(name(container(new ContainerProperties(Pattern.compile("a.*")), generated))).isEqualTo("a.*");
		assertThat(name(
				container(new ContainerProperties(new TopicPartitionOffset("a", 0), new TopicPartitionOffset("a", 1)),
						generated)))
			.isEqualTo("a");
	}

	@Test
	void containerOfAnUnknownKindIsKnownByItsText() {
		assertThat(name(mock(MessageListenerContainer.class, "mine"))).isEqualTo("mine");
	}

	@Test
	void repliesGoOn() {
		ContainerProperties properties = new ContainerProperties("replies");
		properties.setMessageListener(mock(KafkaOperations.class));
		MessageListenerContainer replies = container(properties, "replies");
		assertThat(KafkaListeners.of(new StaticListableBeanFactory(Map.of("replies", replies)))).isEmpty();
	}

	@Test
	void containerOfAnEndpointIsLeftToIt() {
		ContainerProperties properties = new ContainerProperties("orders");
		properties.setMessageListener(mock(MessageProducerSupport.class));
		MessageListenerContainer orders = container(properties, "orders");
		assertThat(KafkaListeners.of(new StaticListableBeanFactory(Map.of("orders", orders)))).isEmpty();
	}

	@Test
	void applicationsListenersArePaused() {
		this.runner.run((context) -> {
			PauseIntakeStep pause = context.getBean(PauseIntakeStep.class);
			assertThat(pause.name()).isEqualTo("pause-kafka-listeners");
			assertThat(pause.drain(new FakeDrain())).isEqualTo(StepOutcome.done("paused orders"));
			assertThat(context).hasSingleBean(FinishWorkStep.class);
		});
	}

	@Test
	void containersStopAfterTheRecordInHand() {
		this.runner.run((context) -> {
			assertThat(context.getBean(ConcurrentKafkaListenerContainerFactory.class)
				.getContainerProperties()
				.isStopImmediate()).isTrue();
			assertThat(context.getBean(KafkaMessageListenerContainer.class).getContainerProperties().isStopImmediate())
				.isTrue();
		});
	}

	@Test
	void howContainersStopIsLeftToWhoeverSetsIt() {
		this.runner.withPropertyValues("spring.kafka.listener.immediate-stop=false")
			.run((context) -> assertThat(context.getBean(ConcurrentKafkaListenerContainerFactory.class)
				.getContainerProperties()
				.isStopImmediate()).isFalse());
	}

	@Test
	void dryRunLeavesContainersAsTheyAre() {
		this.runner.withPropertyValues("spot-aware.dry-run=true")
			.run((context) -> assertThat(context.getBean(ConcurrentKafkaListenerContainerFactory.class)
				.getContainerProperties()
				.isStopImmediate()).isFalse());
	}

	@Test
	void containersArePlainWhereNothingIsPaused() {
		this.runner.withPropertyValues("spot-aware.background.pause=false").run((context) -> {
			assertThat(context).doesNotHaveBean(PauseIntakeStep.class);
			assertThat(context.getBean(ConcurrentKafkaListenerContainerFactory.class)
				.getContainerProperties()
				.isStopImmediate()).isFalse();
		});
	}

	@Test
	void withoutTheLibraryThereIsNothing() {
		new ApplicationContextRunner().withConfiguration(AutoConfigurations.of(BackgroundAutoConfiguration.class))
			.withClassLoader(new FilteredClassLoader("org.springframework.kafka"))
			.run((context) -> assertThat(context).doesNotHaveBean(PauseIntakeStep.class).hasNotFailed());
	}

	private static String name(MessageListenerContainer container) {
		return KafkaListeners.of(new StaticListableBeanFactory(Map.of("container", container)))
			.iterator()
			.next()
			.name();
	}

	private static KafkaMessageListenerContainer<String, String> container(ContainerProperties properties, String id) {
		ConsumerFactory<String, String> consumers = mock();
		KafkaMessageListenerContainer<String, String> container = new KafkaMessageListenerContainer<>(consumers,
				properties);
		container.setBeanName(id);
		container.setAutoStartup(false);
		return container;
	}

	@Configuration(proxyBeanMethods = false)
	static class Application {

		@Bean
		MessageListenerContainer orders() {
			return RunningContainer.mocked(MessageListenerContainer.class, "orders");
		}

		@Bean
		KafkaMessageListenerContainer<String, String> idle() {
			return container(new ContainerProperties("topic"), "idle");
		}

		@Bean
		ConcurrentKafkaListenerContainerFactory<String, String> factory() {
			return new ConcurrentKafkaListenerContainerFactory<>();
		}

		@Bean
		KafkaListenerEndpointRegistry registry() {
			return new KafkaListenerEndpointRegistry();
		}

		@Bean
		Ticker ticker() {
			return System::nanoTime;
		}

	}

}
