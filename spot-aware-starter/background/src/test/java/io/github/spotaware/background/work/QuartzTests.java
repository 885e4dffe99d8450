package io.github.spotaware.background.work;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

import io.github.spotaware.StepOutcome;
import io.github.spotaware.StepOutcome.Result;
import io.github.spotaware.lifecycle.OperatorControl;
import io.github.spotaware.test.environment.SpotEnvironment;
import org.junit.jupiter.api.Test;
import org.quartz.Job;
import org.quartz.JobBuilder;
import org.quartz.JobDetail;
import org.quartz.JobExecutionContext;
import org.quartz.JobExecutionException;
import org.quartz.Scheduler;
import org.quartz.SchedulerException;
import org.quartz.TriggerBuilder;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that jobs of a Quartz cluster are executed once each while one of its nodes is
 * interrupted.
 */
class QuartzTests extends AbstractJobTests {

	private static final String PREFIX = "spring.quartz.properties.org.quartz.";

	@Override
	Class<?> application() {
		return Application.class;
	}

	@Test
	void everyJobIsExecutedOnceUnderLoad() throws Exception {
		SpotEnvironment ec2 = ec2();
		ConfigurableApplicationContext application = interruptible(ec2, node("always"));
		plain(this.second, node("never"));
		Scheduler scheduler = application.getBean(Scheduler.class);
		List<String> orders = new CopyOnWriteArrayList<>();
		AtomicBoolean enough = new AtomicBoolean();
		CompletableFuture<Void> producer = CompletableFuture.runAsync(() -> produce(scheduler, orders, enough));
		await(() -> this.first.done().size() >= 10);
		ec2.announce();
		await(() -> scheduler.isInStandbyMode());
		int taken = this.second.done().size();
		// Scheduling goes on, here, and the other node executes.
		await(() -> this.second.done().size() >= taken + 10);
		ec2.awaitDrained();
		enough.set(true);
		producer.get(1, TimeUnit.MINUTES);
		application.close();
		await(() -> done().size() >= orders.size());
		assertThat(done()).containsExactlyInAnyOrderElementsOf(orders);
		tell("interrupted", orders);
	}

	@Test
	void jobInHandIsFinishedWhileNoOtherBegins() throws Exception {
		SpotEnvironment ec2 = ec2();
		ConfigurableApplicationContext application = interruptible(ec2, node("always"));
		Scheduler scheduler = application.getBean(Scheduler.class);
		this.first.close();
		schedule(scheduler, "in-hand");
		await(() -> !this.first.begun().isEmpty());
		ec2.announce();
		assertThat(awaitOutcome(application, "pause-quartz-schedulers"))
			.isEqualTo(StepOutcome.done("paused quartzScheduler"));
		awaitBusy(application, "finish-work");
		schedule(scheduler, "meanwhile");
		this.first.open();
		ec2.awaitDrained();
		assertThat(awaitOutcome(application, "finish-work")).isEqualTo(StepOutcome.done("nothing is in hand"));
		assertThat(this.first.begun()).containsExactly("in-hand");
		assertThat(this.first.done()).containsExactly("in-hand");
		application.close();
		plain(this.second, node("never"));
		await(() -> this.second.done().contains("meanwhile"));
		assertThat(done()).containsExactly("in-hand", "meanwhile");
	}

	@Test
	void plainBootClosesInTheMiddleOfAJob() throws Exception {
		ConfigurableApplicationContext application = plain(this.first, node("always"));
		this.first.close();
		schedule(application.getBean(Scheduler.class), "in-hand");
		await(() -> !this.first.begun().isEmpty());
		application.close();
		assertThat(this.first.done()).isEmpty();
		tell("plain Boot", List.of("in-hand"));
	}

	@Test
	void goesOnWhenTheDrainIsTakenBack() throws Exception {
		ConfigurableApplicationContext application = interruptible(ec2(), node("always"));
		Scheduler scheduler = application.getBean(Scheduler.class);
		OperatorControl operator = drain(application, NOTICE);
		await(() -> scheduler.isInStandbyMode());
		schedule(scheduler, "meanwhile");
		assertThat(operator.cancel()).isNull();
		await(() -> this.first.done().contains("meanwhile"));
		assertThat(scheduler.isInStandbyMode()).isFalse();
	}

	@Test
	void jobThatHangsIsNamed() throws Exception {
		ConfigurableApplicationContext application = interruptible(ec2(), node("always"));
		this.first.close();
		schedule(application.getBean(Scheduler.class), "hangs");
		await(() -> !this.first.begun().isEmpty());
		drain(application, Duration.ofSeconds(4));
		awaitEnd(application);
		assertThat(awaitOutcome(application, "finish-work"))
			.isEqualTo(new StepOutcome(Result.TIMED_OUT, "not finished: DEFAULT.orders"));
	}

	@Test
	void whatIsKeptGoesOn() throws Exception {
		ConfigurableApplicationContext application = interruptible(ec2(),
				node("always", "spot-aware.background.keep=quartz*"));
		Scheduler scheduler = application.getBean(Scheduler.class);
		drain(application, NOTICE);
		assertThat(awaitOutcome(application, "pause-quartz-schedulers"))
			.isEqualTo(StepOutcome.skipped("none is running"));
		schedule(scheduler, "kept");
		await(() -> this.first.done().contains("kept"));
	}

	private static String[] node(String initialize, String... others) {
		List<String> properties = new ArrayList<>(List.of("spring.quartz.job-store-type=jdbc",
				"spring.quartz.jdbc.initialize-schema=" + initialize, PREFIX + "scheduler.instanceId=AUTO",
				PREFIX + "scheduler.idleWaitTime=1000", PREFIX + "jobStore.isClustered=true",
				PREFIX + "jobStore.clusterCheckinInterval=1000", PREFIX + "threadPool.threadCount=2"));
		properties.addAll(List.of(others));
		return properties.toArray(String[]::new);
	}

	private static void produce(Scheduler scheduler, List<String> orders, AtomicBoolean enough) {
		while (!enough.get()) {
			String order = "order-" + orders.size();
			schedule(scheduler, order);
			orders.add(order);
		}
	}

	private static void schedule(Scheduler scheduler, String order) {
		try {
			scheduler.scheduleJob(TriggerBuilder.newTrigger()
				.forJob("orders")
				.withIdentity(order)
				.usingJobData("order", order)
				.build());
		}
		catch (SchedulerException ex) {
			throw new IllegalStateException(ex);
		}
	}

	@SpringBootConfiguration(proxyBeanMethods = false)
	@Import(QuartzOnly.class)
	static class Application {

		@Bean
		JobDetail orders() {
			return JobBuilder.newJob(OrderJob.class).withIdentity("orders").storeDurably().build();
		}

	}

	static final class QuartzOnly extends Neighbours {

		QuartzOnly() {
			super(".quartz.", ".jdbc.", ".sql.", ".transaction.");
		}

	}

	/**
	 * Sees to an order.
	 */
	static final class OrderJob implements Job {

		private final Desk desk;

		OrderJob(ApplicationContext context) {
			this.desk = context.getBean(Desk.class);
		}

		@Override
		public void execute(JobExecutionContext context) throws JobExecutionException {
			try {
				this.desk.take(context.getMergedJobDataMap().getString("order"));
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
				throw new JobExecutionException(ex);
			}
		}

	}

}
