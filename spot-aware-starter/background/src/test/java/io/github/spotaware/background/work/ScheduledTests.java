package io.github.spotaware.background.work;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import io.github.spotaware.StepOutcome;
import io.github.spotaware.StepOutcome.Result;
import io.github.spotaware.lifecycle.OperatorControl;
import io.github.spotaware.test.environment.Interruption;
import io.github.spotaware.test.environment.Load;
import io.github.spotaware.test.environment.SpotEnvironment;
import org.junit.jupiter.api.Test;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Import;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that a run of a {@code @Scheduled} method is finished when the application is
 * interrupted, and that no other begins.
 */
class ScheduledTests extends AbstractJobTests {

	private static final String NAME = Application.class.getName() + ".run";

	@Override
	Class<?> application() {
		return Application.class;
	}

	@Test
	void runInHandIsFinishedUnderLoadWhileNoOtherBegins() throws Exception {
		SpotEnvironment ec2 = ec2();
		this.first.close();
		ConfigurableApplicationContext application = interruptible(ec2);
		await(() -> this.first.begun().size() == 1);
		CompletableFuture<Void> opened = CompletableFuture.runAsync(() -> {
			awaitBusy(application, "finish-work");
			this.first.open();
		});
		Interruption interruption = ec2.underLoad(Load.get("/orders/{request}").perSecond(50)).interrupt();
		opened.get(1, TimeUnit.MINUTES);
		interruption.assertNothingLost().assertDrainedInTime();
		assertThat(awaitOutcome(application, "pause-scheduled-tasks")).isEqualTo(StepOutcome.done("paused " + NAME));
		assertThat(awaitOutcome(application, "finish-work")).isEqualTo(StepOutcome.done("nothing is in hand"));
		assertThat(this.first.done()).isEqualTo(this.first.begun()).containsExactly("run-1");
		tell("interrupted", this.first.begun());
	}

	@Test
	void plainBootClosesInTheMiddleOfARun() throws Exception {
		this.first.close();
		ConfigurableApplicationContext application = plain(this.first,
				"spring.lifecycle.timeout-per-shutdown-phase=1s");
		await(() -> this.first.begun().size() == 1);
		application.close();
		assertThat(this.first.done()).isEmpty();
		tell("plain Boot", List.of("run-1"));
	}

	@Test
	void goesOnWhenTheDrainIsTakenBack() throws Exception {
		ConfigurableApplicationContext application = interruptible(ec2());
		await(() -> !this.first.done().isEmpty());
		OperatorControl operator = drain(application, NOTICE);
		assertThat(awaitOutcome(application, "finish-work").result()).isIn(Result.DONE, Result.SKIPPED);
		int runs = this.first.begun().size();
		assertThat(operator.cancel()).isNull();
		await(() -> this.first.done().size() > runs);
	}

	@Test
	void runThatHangsIsNamed() throws Exception {
		this.first.close();
		ConfigurableApplicationContext application = interruptible(ec2());
		await(() -> this.first.begun().size() == 1);
		drain(application, Duration.ofSeconds(4));
		awaitEnd(application);
		assertThat(awaitOutcome(application, "finish-work"))
			.isEqualTo(new StepOutcome(Result.TIMED_OUT, "not finished: " + NAME));
	}

	@Test
	void whatIsKeptGoesOn() throws Exception {
		ConfigurableApplicationContext application = interruptible(ec2(), "spot-aware.background.keep=*.run");
		drain(application, NOTICE);
		assertThat(awaitOutcome(application, "pause-scheduled-tasks"))
			.isEqualTo(StepOutcome.skipped("none is running"));
		int runs = this.first.done().size();
		await(() -> this.first.done().size() > runs);
	}

	@SpringBootConfiguration(proxyBeanMethods = false)
	@EnableScheduling
	@Import({ ScheduledOnly.class, Orders.class })
	static class Application {

		private final AtomicInteger runs = new AtomicInteger();

		private final Desk desk;

		Application(Desk desk) {
			this.desk = desk;
		}

		@Scheduled(fixedDelay = 10)
		void run() throws InterruptedException {
			this.desk.take("run-" + this.runs.incrementAndGet());
		}

	}

	static final class ScheduledOnly extends Neighbours {

	}

	@RestController
	static class Orders {

		@GetMapping("/orders/{order}")
		String order(@PathVariable String order) {
			return order;
		}

	}

}
