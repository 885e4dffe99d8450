package io.github.spotaware.background;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

import io.github.spotaware.Ticker;
import io.github.spotaware.testsupport.FakeDrain;
import org.aopalliance.intercept.MethodInterceptor;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.integration.annotation.InboundChannelAdapter;
import org.springframework.integration.annotation.Poller;
import org.springframework.integration.channel.DirectChannel;
import org.springframework.integration.config.EnableIntegration;
import org.springframework.integration.dsl.IntegrationFlow;
import org.springframework.integration.dsl.context.IntegrationFlowContext;
import org.springframework.integration.endpoint.SourcePollingChannelAdapter;
import org.springframework.messaging.support.GenericMessage;
import org.springframework.scheduling.concurrent.SimpleAsyncTaskScheduler;
import org.springframework.scheduling.support.PeriodicTrigger;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link IntegrationPollers}.
 */
class IntegrationPollersTests {

	private final IntegrationPollers pollers = new IntegrationPollers(Set.of("kept")::contains, () -> 7);

	private final SimpleAsyncTaskScheduler scheduler = new SimpleAsyncTaskScheduler();

	private final List<String> calls = new CopyOnWriteArrayList<>();

	private final List<Collection<Work>> inHand = new CopyOnWriteArrayList<>();

	private volatile CountDownLatch laps = new CountDownLatch(3);

	@Test
	void pollsFindNothingWhilePausedAndFlowsGoOnAfterwards() throws Exception {
		SourcePollingChannelAdapter poller = start("orders");
		await();
		assertThat(this.inHand.get(0)).containsExactly(new Work("orders", 7));
		assertThat(this.pollers.pause(new FakeDrain())).containsExactly("orders");
		assertThat(this.pollers.pause(new FakeDrain())).isEmpty();
		awaitNothingInHand();
		int before = this.calls.size();
		this.laps = new CountDownLatch(3);
		this.pollers.resume();
		await();
		assertThat(this.calls.size()).isGreaterThan(before);
		poller.stop();
	}

	@Test
	void adviceOfTheApplicationStaysAndIsNotReachedWhilePaused() throws Exception {
		SourcePollingChannelAdapter poller = poller("orders");
		poller.setAdviceChain(List.of((MethodInterceptor) (invocation) -> {
			this.laps.countDown();
			this.calls.add("advice");
			return invocation.proceed();
		}));
		this.pollers.install(poller);
		this.pollers.install(poller);
		poller.start();
		await();
		assertThat(this.calls).contains("advice", "receive");
		this.pollers.pause(new FakeDrain());
		awaitNothingInHand();
		int before = this.calls.size();
		CountDownLatch otherTask = new CountDownLatch(3);
		ScheduledFuture<?> others = this.scheduler.scheduleWithFixedDelay(otherTask::countDown, Duration.ofMillis(5));
		assertThat(otherTask.await(30, TimeUnit.SECONDS)).isTrue();
		others.cancel(false);
		assertThat(this.calls).hasSize(before);
		poller.stop();
	}

	@Test
	void keptPollerGoesOnAndIsNotWaitedFor() throws Exception {
		SourcePollingChannelAdapter poller = start("kept");
		await();
		assertThat(this.inHand.get(0)).isEmpty();
		assertThat(this.pollers.pause(new FakeDrain())).isEmpty();
		this.laps = new CountDownLatch(3);
		await();
		poller.stop();
	}

	@Test
	void everyKindOfPollerIsFound() {
		new ApplicationContextRunner().withConfiguration(AutoConfigurations.of(BackgroundAutoConfiguration.class))
			.withUserConfiguration(Application.class)
			.run((context) -> {
				IntegrationFlow late = IntegrationFlow
					.fromSupplier(() -> "late", (source) -> source.id("late").poller((poller) -> poller.fixedDelay(5)))
					.nullChannel();
				context.getBean(IntegrationFlowContext.class).registration(late).register();
				PauseIntakeStep pause = context.getBean("spotAwarePauseIntegrationPollers", PauseIntakeStep.class);
				assertThat(pause.name()).isEqualTo("pause-integration-pollers");
				assertThat(pause.drain(new FakeDrain()).detail()).contains("dsl")
					.contains("late")
					.contains("annotated.order.inboundChannelAdapter");
				pause.undo();
			});
	}

	@Test
	void withoutIntegrationThereIsNothing() {
		new ApplicationContextRunner().withConfiguration(AutoConfigurations.of(BackgroundAutoConfiguration.class))
			.run((context) -> assertThat(context).hasNotFailed()
				.doesNotHaveBean(PauseIntakeStep.class)
				.doesNotHaveBean(IntegrationPollers.class)
				.doesNotHaveBean(IntegrationPollerPostProcessor.class));
	}

	private SourcePollingChannelAdapter start(String name) {
		SourcePollingChannelAdapter poller = poller(name);
		this.pollers.install(poller);
		poller.start();
		return poller;
	}

	private SourcePollingChannelAdapter poller(String name) {
		DirectChannel channel = new DirectChannel();
		channel.subscribe((message) -> {
			this.inHand.add(this.pollers.inHand());
			this.laps.countDown();
		});
		SourcePollingChannelAdapter poller = new SourcePollingChannelAdapter();
		poller.setBeanName(name);
		poller.setTaskScheduler(this.scheduler);
		poller.setTrigger(new PeriodicTrigger(Duration.ofMillis(1)));
		poller.setMaxMessagesPerPoll(1);
		poller.setOutputChannel(channel);
		poller.setSource(() -> {
			this.calls.add("receive");
			return new GenericMessage<>("order");
		});
		poller.setBeanFactory(new DefaultListableBeanFactory());
		poller.afterPropertiesSet();
		return poller;
	}

	private void await() throws InterruptedException {
		assertThat(this.laps.await(30, TimeUnit.SECONDS)).isTrue();
	}

	private void awaitNothingInHand() {
		Awaitility.await().until(() -> this.pollers.inHand().isEmpty());
	}

	@Configuration(proxyBeanMethods = false)
	@EnableIntegration
	static class Application {

		@Bean
		IntegrationFlow flow() {
			return IntegrationFlow
				.fromSupplier(() -> "order", (source) -> source.id("dsl").poller((poller) -> poller.fixedDelay(5)))
				.nullChannel();
		}

		@Bean
		Annotated annotated() {
			return new Annotated();
		}

		@Bean
		Ticker ticker() {
			return System::nanoTime;
		}

	}

	static class Annotated {

		@InboundChannelAdapter(channel = "nullChannel", poller = @Poller(fixedDelay = "5"))
		String order() {
			return "order";
		}

	}

}
