package io.github.spotaware.background;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

import io.github.spotaware.Ticker;
import io.github.spotaware.testsupport.Gates;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.task.TaskExecutionAutoConfiguration;
import org.springframework.boot.autoconfigure.task.TaskSchedulingAutoConfiguration;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.task.SimpleAsyncTaskExecutorBuilder;
import org.springframework.boot.task.ThreadPoolTaskSchedulerBuilder;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationEvent;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.core.task.AsyncTaskExecutor;
import org.springframework.core.task.SimpleAsyncTaskExecutor;
import org.springframework.core.task.TaskDecorator;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;
import org.springframework.web.context.request.async.StandardServletAsyncWebRequest;
import org.springframework.web.context.request.async.WebAsyncManager;
import org.springframework.web.context.request.async.WebAsyncTask;
import org.springframework.web.context.request.async.WebAsyncUtils;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests for {@link ExecutorWork}.
 */
class ExecutorWorkTests {

	private static final String BOOTS = TaskExecutionAutoConfiguration.APPLICATION_TASK_EXECUTOR_BEAN_NAME;

	private final AtomicLong now = new AtomicLong(7);

	private final Gates gates = new Gates();

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(
				AutoConfigurations.of(TaskExecutionAutoConfiguration.class, BackgroundAutoConfiguration.class))
		.withInitializer((context) -> context.addApplicationListener(this::openWhenClosed))
		.withBean(Ticker.class, () -> this.now::get);

	/**
	 * A context waits for tasks when it closes.
	 */
	private void openWhenClosed(ApplicationEvent event) {
		if (event instanceof ContextClosedEvent) {
			this.gates.open();
		}
	}

	@AfterEach
	void open() {
		this.gates.open();
	}

	@Test
	void taskOfBootsExecutorIsInHandSinceItBeganUntilItHasEnded() {
		this.runner.run((context) -> {
			context.getBean(BOOTS, AsyncTaskExecutor.class).execute(this.gates::pass);
			this.gates.awaitEntered();
			this.now.set(9);
			assertThat(inHand(context)).containsExactly(new Work(BOOTS, 7));
			this.gates.open();
			await().until(() -> inHand(context).isEmpty());
		});
	}

	@Test
	void taskThatWaitsForAThreadIsInHand() {
		this.runner
			.withPropertyValues("spring.task.execution.pool.core-size=1", "spring.task.execution.pool.max-size=1")
			.run((context) -> {
				AsyncTaskExecutor executor = context.getBean(BOOTS, AsyncTaskExecutor.class);
				executor.execute(this.gates::pass);
				this.gates.awaitEntered();
				executor.execute(() -> {
				});
				executor.execute(() -> {
				});
				assertThat(inHand(context)).containsExactlyInAnyOrder(new Work(BOOTS, 7),
						new Work("2 queued in " + BOOTS, 7));
				this.gates.open();
				await().until(() -> inHand(context).isEmpty());
			});
	}

	@Test
	void taskOfAnExecutorWithoutAPoolIsInHand() {
		this.runner.withUserConfiguration(Unpooled.class).run((context) -> {
			context.getBean(SimpleAsyncTaskExecutor.class).execute(this.gates::pass);
			this.gates.awaitEntered();
			assertThat(inHand(context)).containsExactly(new Work("unpooled", 7));
			this.gates.open();
			await().until(() -> inHand(context).isEmpty());
		});
	}

	@Test
	void taskThatFailedIsNoLongerInHand() {
		this.runner.run((context) -> {
			FutureTask<Void> failing = new FutureTask<>(() -> {
				throw new IllegalStateException("expected");
			});
			context.getBean(BOOTS, AsyncTaskExecutor.class).execute(failing);
			await().until(failing::isDone);
			await().until(() -> inHand(context).isEmpty());
		});
	}

	@Test
	void executorThatNobodyNeededIsNotCreated() {
		this.runner.withUserConfiguration(LazyPool.class).run((context) -> {
			assertThat(inHand(context)).isEmpty();
			assertThat(context.getBeanFactory().containsSingleton("lazy")).isFalse();
		});
	}

	@Test
	void poolThatTheApplicationBuiltItselfIsCounted() {
		this.runner.withUserConfiguration(OwnPools.class).run((context) -> {
			context.getBean("mail", ThreadPoolTaskExecutor.class).execute(this.gates::pass);
			this.gates.awaitEntered();
			this.now.set(9);
			assertThat(inHand(context)).containsExactly(new Work("mail", 9));
			this.gates.open();
			await().until(() -> inHand(context).isEmpty());
		});
	}

	@Test
	void poolOfTheJdkIsCounted() {
		this.runner.withUserConfiguration(OwnPools.class).run((context) -> {
			context.getBean("plain", ThreadPoolExecutor.class).execute(this.gates::pass);
			this.gates.awaitEntered();
			assertThat(inHand(context)).containsExactly(new Work("plain", 7));
		});
	}

	@Test
	void loopThatRunsFromTheBeginningIsAsOldAsTheApplication() {
		this.runner.withUserConfiguration(OwnPools.class).run((context) -> {
			ThreadPoolTaskExecutor mail = context.getBean("mail", ThreadPoolTaskExecutor.class);
			mail.execute(this.gates::pass);
			this.gates.awaitEntered();
			started(context);
			this.now.set(9);
			assertThat(inHand(context)).containsExactly(new Work("mail", 7));
			Gates second = new Gates();
			mail.execute(second::pass);
			second.awaitEntered();
			assertThat(inHand(context)).containsExactlyInAnyOrder(new Work("mail", 7), new Work("mail", 9));
			second.open();
			await().until(() -> inHand(context).size() == 1);
			// Which of the two it was that ended nobody knows.
			assertThat(inHand(context)).containsExactly(new Work("mail", 9));
		});
	}

	@Test
	void whatIsKeptIsNotWaitedFor() {
		this.runner.withUserConfiguration(OwnPools.class)
			.withPropertyValues("spring.task.execution.mode=force", "spot-aware.background.keep=mail," + BOOTS)
			.run((context) -> {
				context.getBean("mail", ThreadPoolTaskExecutor.class).execute(this.gates::pass);
				this.gates.awaitEntered();
				Gates second = new Gates();
				context.getBean(BOOTS, AsyncTaskExecutor.class).execute(second::pass);
				second.awaitEntered();
				assertThat(inHand(context)).isEmpty();
				second.open();
			});
	}

	@Test
	void whatSchedulersRunIsSeenToElsewhere() {
		this.runner.withConfiguration(AutoConfigurations.of(TaskSchedulingAutoConfiguration.class))
			.withUserConfiguration(Scheduling.class)
			.run((context) -> {
				context.getBean(ThreadPoolTaskScheduler.class).execute(this.gates::pass);
				this.gates.awaitEntered();
				context.getBean(ScheduledThreadPoolExecutor.class).execute(this.gates::pass);
				await().until(() -> context.getBean(ScheduledThreadPoolExecutor.class).getActiveCount() == 1);
				assertThat(inHand(context)).isEmpty();
			});
	}

	@Test
	void partOfARequestIsCountedWhereRequestsAre() {
		this.runner.run((context) -> {
			MockHttpServletRequest request = new MockHttpServletRequest();
			request.setAsyncSupported(true);
			WebAsyncManager manager = WebAsyncUtils.getAsyncManager(request);
			manager.setAsyncWebRequest(new StandardServletAsyncWebRequest(request, new MockHttpServletResponse()));
			Callable<String> handler = () -> {
				this.gates.pass();
				return "";
			};
			manager.startCallableProcessing(
					new WebAsyncTask<>(null, context.getBean(BOOTS, AsyncTaskExecutor.class), handler));
			this.gates.awaitEntered();
			assertThat(inHand(context)).isEmpty();
		});
	}

	@Test
	void applicationsDecoratorSeesTheTaskItselfAndIsStillTheOnlyCandidate() {
		this.runner.withUserConfiguration(Decorating.class).run((context) -> {
			FutureTask<Void> task = new FutureTask<>(this.gates::pass, null);
			context.getBean(BOOTS, AsyncTaskExecutor.class).execute(task);
			this.gates.awaitEntered();
			Recorder own = context.getBean(Recorder.class);
			assertThat(own.decorated).containsExactly(task);
			assertThat(context.getBean(Injected.class).only()).isSameAs(own);
			assertThat(inHand(context)).containsExactly(new Work(BOOTS, 7));
		});
	}

	@Test
	void withoutAnExecutorThereIsNothing() {
		new ApplicationContextRunner().withConfiguration(AutoConfigurations.of(BackgroundAutoConfiguration.class))
			.run((context) -> assertThat(context).hasNotFailed()
				.doesNotHaveBean(ExecutorWork.class)
				.doesNotHaveBean(TaskDecorator.class));
	}

	@Test
	void nothingIsDecoratedWhereSwitchedOff() {
		this.runner.withPropertyValues("spot-aware.background.pause=false")
			.run((context) -> assertThat(context).doesNotHaveBean(ExecutorWork.class)
				.doesNotHaveBean(TaskDecorator.class));
	}

	private static Collection<Work> inHand(AssertableApplicationContext context) {
		return context.getBean(ExecutorWork.class).inHand();
	}

	private static void started(AssertableApplicationContext context) {
		context.publishEvent(new ApplicationReadyEvent(new SpringApplication(), new String[0],
				context.getSourceApplicationContext(), null));
	}

	@Configuration(proxyBeanMethods = false)
	static class Unpooled {

		@Bean
		SimpleAsyncTaskExecutor unpooled(SimpleAsyncTaskExecutorBuilder simpleAsyncTaskExecutorBuilder) {
			return simpleAsyncTaskExecutorBuilder.threadNamePrefix("unpooled-").build();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class LazyPool {

		@Bean
		@Lazy
		ThreadPoolExecutor lazy() {
			return new ThreadPoolExecutor(1, 1, 1, TimeUnit.MINUTES, new LinkedBlockingQueue<>());
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class OwnPools {

		@Bean
		ThreadPoolTaskExecutor mail() {
			ThreadPoolTaskExecutor executor = new ThreadPoolTaskExecutor();
			executor.setCorePoolSize(2);
			return executor;
		}

		@Bean(destroyMethod = "shutdownNow")
		Executor plain() {
			return new ThreadPoolExecutor(1, 1, 1, TimeUnit.MINUTES, new LinkedBlockingQueue<>());
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableScheduling
	static class Scheduling {

		@Bean(destroyMethod = "shutdownNow")
		ScheduledThreadPoolExecutor own() {
			return (ScheduledThreadPoolExecutor) Executors.newScheduledThreadPool(1);
		}

		@Bean
		ThreadPoolTaskScheduler taskScheduler(ThreadPoolTaskSchedulerBuilder threadPoolTaskSchedulerBuilder) {
			return threadPoolTaskSchedulerBuilder.build();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Decorating {

		@Bean
		Recorder own() {
			return new Recorder();
		}

		@Bean
		Injected injected(TaskDecorator only) {
			return new Injected(only);
		}

	}

	private record Injected(TaskDecorator only) {
	}

	private static final class Recorder implements TaskDecorator {

		private final List<Runnable> decorated = Collections.synchronizedList(new ArrayList<>());

		@Override
		public Runnable decorate(Runnable task) {
			this.decorated.add(task);
			return new FutureTask<>(task, null);
		}

	}

}
