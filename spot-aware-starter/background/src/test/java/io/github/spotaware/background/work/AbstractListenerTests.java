package io.github.spotaware.background.work;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.github.spotaware.SpotState;
import io.github.spotaware.StepOutcome;
import io.github.spotaware.StepOutcome.Result;
import io.github.spotaware.lifecycle.DrainReport;
import io.github.spotaware.lifecycle.OperatorControl;
import io.github.spotaware.lifecycle.SpotLifecycle;
import io.github.spotaware.test.environment.SpotEnvironment;
import io.github.spotaware.test.environment.SpotSettings;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What holds for the listeners of every broker: two applications take from one queue, and
 * the first of them is interrupted.
 */
abstract class AbstractListenerTests {

	/**
	 * An application whose instance ends waits for half of it.
	 */
	private static final Duration NOTICE = Duration.ofSeconds(8);

	private static final Duration LIMIT = Duration.ofSeconds(60);

	private static final AtomicInteger QUEUES = new AtomicInteger();

	/**
	 * Each test has a queue of its own.
	 */
	final String queue = "orders-" + QUEUES.incrementAndGet();

	final Desk first = new Desk();

	final Desk second = new Desk();

	private final Deque<AutoCloseable> toClose = new ArrayDeque<>();

	/**
	 * Return an application whose listener {@code orders} takes messages to its
	 * {@link Desk}, and which publishes what comes by HTTP.
	 */
	abstract Class<?> application();

	/**
	 * Return the properties by which an application finds the broker.
	 */
	abstract Collection<String> brokerProperties();

	/**
	 * Return the step that pauses the listener.
	 */
	abstract String step();

	/**
	 * Send a message to the test's queue.
	 */
	abstract void send(String message) throws Exception;

	/**
	 * Return whether the listener of an application is there to take messages.
	 */
	abstract boolean listening(ApplicationContext application);

	/**
	 * Return whether the listener of an application stops, or has stopped.
	 */
	abstract boolean stopping(ApplicationContext application);

	@AfterEach
	void closeAll() throws Exception {
		this.first.open();
		this.second.open();
		while (!this.toClose.isEmpty()) {
			this.toClose.pop().close();
		}
	}

	@Test
	void finishesWhatIsInHandAndHandsOverTheRestWhileRequestsStillPublish() throws Exception {
		handsOverTheRest();
	}

	final void handsOverTheRest(String... properties) throws Exception {
		List<String> sent = sendMany();
		this.first.close();
		ConfigurableApplicationContext application = interruptible(ec2(), properties);
		await(() -> !this.first.begun().isEmpty());
		other();
		OperatorControl operator = application.getBean(OperatorControl.class);
		await(() -> operator.drain(LIMIT) == null);
		await(() -> stopping(application));
		List<String> inHand = List.copyOf(this.first.begun());
		assertThat(get(application, "/orders/by-http")).isEqualTo("published");
		sent.add("by-http");
		SpotLifecycle lifecycle = application.getBean(SpotLifecycle.class);
		assertThat(lifecycle.state()).isInstanceOf(SpotState.Draining.class);
		this.first.open();
		await(() -> lifecycle.state() instanceof SpotState.Drained);
		assertThat(outcome(application, step())).isEqualTo(StepOutcome.done("paused orders"));
		assertThat(outcome(application, "finish-work")).isEqualTo(StepOutcome.done("nothing is in hand"));
		awaitEachOnce(sent);
		assertThat(this.first.done()).containsExactlyElementsOf(inHand).hasSize(1);
	}

	@Test
	void losesNothingUnderLoad() throws Exception {
		SpotEnvironment ec2 = ec2();
		ConfigurableApplicationContext application = interruptible(ec2);
		other();
		try (Producer producer = Producer.start(this::send)) {
			await(() -> this.first.done().size() >= 50 && this.second.done().size() >= 50);
			long noticed = System.nanoTime();
			int sent = producer.sent().size();
			ec2.announce();
			await(() -> stopping(application));
			long caughtUp = awaitCaughtUp(producer, sent);
			ec2.awaitDrained();
			application.close();
			awaitFurther(producer, 50);
			producer.close();
			awaitEachOnce(producer.sent());
			tell("interrupted", producer, caughtUp - noticed);
		}
	}

	@Test
	void plainBootUnderLoad() throws Exception {
		ConfigurableApplicationContext application = plain(this.first);
		other();
		try (Producer producer = Producer.start(this::send)) {
			await(() -> this.first.done().size() >= 50 && this.second.done().size() >= 50);
			long begun = System.nanoTime();
			int sent = producer.sent().size();
			CompletableFuture<Void> closed = CompletableFuture.runAsync(application::close);
			await(() -> stopping(application));
			long caughtUp = awaitCaughtUp(producer, sent);
			closed.get(1, TimeUnit.MINUTES);
			awaitFurther(producer, 50);
			producer.close();
			await(() -> done().containsAll(producer.sent()));
			tell("plain Boot", producer, caughtUp - begun);
		}
	}

	@Test
	void goesOnWhenTheDrainIsTakenBack() throws Exception {
		ConfigurableApplicationContext application = interruptible(ec2());
		OperatorControl operator = application.getBean(OperatorControl.class);
		send("before");
		await(() -> this.first.done().size() == 1);
		await(() -> operator.drain(LIMIT) == null);
		await(() -> stopping(application) && !listening(application));
		send("meanwhile");
		assertThat(operator.cancel()).isNull();
		await(() -> listening(application));
		send("after");
		awaitEachOnce(List.of("before", "meanwhile", "after"));
		assertThat(this.first.done()).hasSize(3);
	}

	@Test
	void listenerThatHangsIsNamedAndDelaysNothingBeyondTheDrainsTime() throws Exception {
		ConfigurableApplicationContext application = interruptible(ec2());
		this.first.close();
		send("hangs");
		await(() -> this.first.begun().size() == 1);
		OperatorControl operator = application.getBean(OperatorControl.class);
		await(() -> operator.drain(Duration.ofSeconds(4)) == null);
		SpotLifecycle lifecycle = application.getBean(SpotLifecycle.class);
		await(() -> {
			DrainReport report = lifecycle.drain();
			return report != null && report.end() != null;
		});
		assertThat(outcome(application, "finish-work"))
			.isEqualTo(new StepOutcome(Result.TIMED_OUT, "not finished: orders"));
		DrainReport report = Objects.requireNonNull(lifecycle.drain());
		assertThat(report.took()).isLessThan(report.by().plusSeconds(30));
	}

	final List<String> sendMany() throws Exception {
		List<String> messages = new ArrayList<>(IntStream.range(0, 100).mapToObj((i) -> "message-" + i).toList());
		for (String message : messages) {
			send(message);
		}
		return messages;
	}

	final SpotEnvironment ec2() {
		SpotEnvironment ec2 = SpotEnvironment.ec2(SpotSettings.defaults().withNotice(NOTICE));
		this.toClose.push(ec2);
		return ec2;
	}

	/**
	 * Start the application that is interrupted.
	 */
	final ConfigurableApplicationContext interruptible(SpotEnvironment ec2, String... properties) {
		List<String> own = new ArrayList<>(arguments(properties));
		own.add("--server.port=0");
		return start(this.first, WebApplicationType.SERVLET, ec2.arguments(own.toArray(String[]::new)));
	}

	/**
	 * Start the application that takes over.
	 */
	final ConfigurableApplicationContext other() {
		return plain(this.second);
	}

	final ConfigurableApplicationContext plain(Desk desk, String... properties) {
		List<String> own = new ArrayList<>(arguments(properties));
		own.add("--spot-aware.enabled=false");
		return start(desk, WebApplicationType.NONE, own.toArray(String[]::new));
	}

	private List<String> arguments(String... properties) {
		return Stream.of(brokerProperties(), List.of("test.queue=" + this.queue), List.of(properties))
			.flatMap(Collection::stream)
			.map((property) -> "--" + property)
			.toList();
	}

	private ConfigurableApplicationContext start(Desk desk, WebApplicationType type, String... arguments) {
		ConfigurableApplicationContext context = new SpringApplicationBuilder(application()).web(type)
			.initializers((created) -> ((GenericApplicationContext) created).registerBean(Desk.class, () -> desk))
			.run(arguments);
		this.toClose.push(context);
		await(() -> listening(context));
		return context;
	}

	private static String get(ApplicationContext application, String path) throws Exception {
		String port = application.getEnvironment().getRequiredProperty("local.server.port");
		HttpRequest request = HttpRequest.newBuilder(URI.create("http://localhost:%s%s".formatted(port, path))).build();
		return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString()).body();
	}

	private static @Nullable StepOutcome outcome(ApplicationContext application, String step) {
		DrainReport report = Objects.requireNonNull(application.getBean(SpotLifecycle.class).drain());
		return report.steps()
			.stream()
			.filter((candidate) -> candidate.name().equals(step))
			.map(DrainReport.Step::outcome)
			.findFirst()
			.orElseThrow();
	}

	/**
	 * Wait until what was sent by then, and a hundred messages more, is processed.
	 */
	private long awaitCaughtUp(Producer producer, int sent) {
		await(() -> producer.sent().size() >= sent + 100);
		List<String> awaited = List.copyOf(producer.sent()).subList(0, sent + 100);
		await(() -> done().containsAll(awaited));
		return System.nanoTime();
	}

	private static void awaitFurther(Producer producer, int count) {
		int before = producer.sent().size();
		await(() -> producer.sent().size() >= before + count);
	}

	final List<String> done() {
		return Stream.of(this.first, this.second).flatMap((desk) -> desk.done().stream()).toList();
	}

	/**
	 * Wait until each message was processed, and none twice.
	 */
	final void awaitEachOnce(Collection<String> sent) {
		await(() -> done().size() >= sent.size());
		assertThat(done()).containsExactlyInAnyOrderElementsOf(sent);
	}

	private void tell(String what, Producer producer, long caughtUp) {
		List<String> done = done();
		System.out.printf("%s, %s: %d messages, %d lost, %d twice, caught up after %d ms%n", getClass().getSimpleName(),
				what, producer.sent().size(), producer.sent().stream().filter((sent) -> !done.contains(sent)).count(),
				done.size() - done.stream().distinct().count(), Duration.ofNanos(caughtUp).toMillis());
	}

	static void await(Callable<Boolean> condition) {
		Awaitility.await().atMost(LIMIT).pollInterval(Duration.ofMillis(10)).until(condition);
	}

}
