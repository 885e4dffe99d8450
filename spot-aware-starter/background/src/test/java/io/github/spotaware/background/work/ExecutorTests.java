package io.github.spotaware.background.work;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import io.github.spotaware.StepOutcome;
import io.github.spotaware.StepOutcome.Result;
import io.github.spotaware.test.environment.Interruption;
import io.github.spotaware.test.environment.Load;
import io.github.spotaware.test.environment.SpotEnvironment;
import org.junit.jupiter.api.Test;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Import;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.scheduling.annotation.Async;
import org.springframework.scheduling.annotation.EnableAsync;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.StreamingResponseBody;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that what requests have given to {@code @Async} methods is finished when the
 * application is interrupted.
 */
class ExecutorTests extends AbstractJobTests {

	private static final String EXECUTOR = "applicationTaskExecutor";

	private static final String[] ONE_THREAD = { "spring.task.execution.pool.core-size=1",
			"spring.task.execution.pool.max-size=1" };

	@Override
	Class<?> application() {
		return Application.class;
	}

	@Test
	void everythingThatRequestsGaveAwayIsFinished() throws Exception {
		SpotEnvironment ec2 = ec2();
		this.first.close();
		ConfigurableApplicationContext application = interruptible(ec2, ONE_THREAD);
		Orders orders = application.getBean(Orders.class);
		CompletableFuture<Void> opened = CompletableFuture.runAsync(() -> {
			// Requests come, are answered, and their mails are queued.
			awaitBusy(application, "finish-work");
			this.first.open();
		});
		Interruption interruption = ec2.underLoad(Load.get("/orders/{request}").perSecond(50)).interrupt();
		opened.get(1, TimeUnit.MINUTES);
		interruption.assertNothingLost().assertDrainedInTime();
		assertThat(awaitOutcome(application, "finish-work").detail()).isEqualTo("nothing is in hand");
		application.close();
		List<String> ordered = orders.taken;
		assertThat(this.first.done()).containsExactlyElementsOf(ordered).hasSizeGreaterThan(20);
		tell("interrupted", ordered);
	}

	@Test
	void plainBootFinishesWhatRunsAndDropsWhatWaitsForAThread() throws Exception {
		ConfigurableApplicationContext application = plain(this.first, ONE_THREAD[0], ONE_THREAD[1],
				"spring.lifecycle.timeout-per-shutdown-phase=1s");
		Mails mails = application.getBean(Mails.class);
		List<String> ordered = new ArrayList<>();
		this.first.close();
		for (int i = 0; i < 20; i++) {
			ordered.add(String.valueOf(i));
			mails.send(String.valueOf(i));
		}
		await(() -> !this.first.begun().isEmpty());
		application.addApplicationListener((event) -> {
			if (event instanceof ContextClosedEvent) {
				this.first.next();
			}
		});
		application.close();
		assertThat(this.first.done()).containsExactly("0");
		tell("plain Boot", ordered);
	}

	@Test
	void whatWasGivenAwayLateIsFinishedBeforeTheExecutorStops() throws Exception {
		ConfigurableApplicationContext application = interruptible(ec2(), ONE_THREAD);
		drain(application, NOTICE);
		awaitEnd(application);
		this.first.close();
		Mails mails = application.getBean(Mails.class);
		mails.send("late");
		mails.send("later");
		await(() -> !this.first.begun().isEmpty());
		application.addApplicationListener((event) -> {
			if (event instanceof ContextClosedEvent) {
				this.first.open();
			}
		});
		application.close();
		assertThat(this.first.done()).containsExactly("late", "later");
	}

	@Test
	void taskThatHangsIsNamed() throws Exception {
		SpotEnvironment ec2 = ec2();
		ConfigurableApplicationContext application = interruptible(ec2, ONE_THREAD);
		this.first.close();
		Mails mails = application.getBean(Mails.class);
		mails.send("hangs");
		mails.send("waits");
		await(() -> !this.first.begun().isEmpty());
		drain(application, Duration.ofSeconds(4));
		awaitEnd(application);
		assertThat(awaitOutcome(application, "finish-work")).isEqualTo(
				new StepOutcome(Result.TIMED_OUT, "not finished: 1 queued in %s, %s".formatted(EXECUTOR, EXECUTOR)));
	}

	@Test
	void streamThatStaysOpenOnTheExecutorIsNotWaitedFor() throws Exception {
		ConfigurableApplicationContext application = interruptible(ec2());
		Orders streaming = application.getBean(Orders.class);
		String port = application.getEnvironment().getRequiredProperty("local.server.port");
		HttpRequest request = HttpRequest.newBuilder(URI.create("http://localhost:%s/stream".formatted(port))).build();
		CompletableFuture<HttpResponse<String>> reader = HttpClient.newHttpClient()
			.sendAsync(request, HttpResponse.BodyHandlers.ofString());
		assertThat(streaming.streaming.await(1, TimeUnit.MINUTES)).isTrue();
		drain(application, NOTICE);
		assertThat(awaitOutcome(application, "finish-work")).isEqualTo(StepOutcome.skipped("nothing is in hand"));
		streaming.end.countDown();
		assertThat(reader.get(1, TimeUnit.MINUTES).statusCode()).isEqualTo(200);
	}

	@SpringBootConfiguration(proxyBeanMethods = false)
	@EnableAsync
	@Import({ WithoutJobs.class, Mails.class, Orders.class })
	static class Application {

	}

	static final class WithoutJobs extends Neighbours {

	}

	/**
	 * Sends mails, later.
	 */
	static class Mails {

		private final Desk desk;

		Mails(Desk desk) {
			this.desk = desk;
		}

		@Async
		void send(String order) throws InterruptedException {
			this.desk.take(order);
		}

	}

	/**
	 * Takes orders, and has a mail sent for each.
	 */
	@RestController
	static class Orders {

		private final List<String> taken = new CopyOnWriteArrayList<>();

		private final CountDownLatch streaming = new CountDownLatch(1);

		private final CountDownLatch end = new CountDownLatch(1);

		private final Mails mails;

		Orders(Mails mails) {
			this.mails = mails;
		}

		@GetMapping("/orders/{order}")
		synchronized String order(@PathVariable String order) throws InterruptedException {
			this.taken.add(order);
			this.mails.send(order);
			return order;
		}

		@GetMapping("/stream")
		StreamingResponseBody stream() {
			return (out) -> {
				out.write('.');
				out.flush();
				this.streaming.countDown();
				try {
					this.end.await();
				}
				catch (InterruptedException ex) {
					Thread.currentThread().interrupt();
				}
			};
		}

	}

}
