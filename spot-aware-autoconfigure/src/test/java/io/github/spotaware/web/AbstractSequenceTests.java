package io.github.spotaware.web;

import java.io.IOException;
import java.net.ConnectException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import io.github.spotaware.Drain;
import io.github.spotaware.DrainPhase;
import io.github.spotaware.DrainStep;
import io.github.spotaware.InstanceAction;
import io.github.spotaware.InterruptionNotice;
import io.github.spotaware.NoticeCause;
import io.github.spotaware.SpotState;
import io.github.spotaware.StepOutcome;
import io.github.spotaware.lifecycle.LifecycleAutoConfiguration;
import io.github.spotaware.lifecycle.SpotLifecycle;
import io.github.spotaware.testsupport.FakeSource;
import io.github.spotaware.testsupport.Fakes;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.availability.ApplicationAvailabilityAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

/**
 * What callers see of one whole drain, step by step, on fresh connections and on those
 * they have kept.
 */
abstract class AbstractSequenceTests {

	private final List<AutoCloseable> closeables = new ArrayList<>();

	private final WebApplicationType type;

	private final Class<?> application;

	AbstractSequenceTests(WebApplicationType type, Class<?> application) {
		this.type = type;
		this.application = application;
	}

	@AfterEach
	void close() throws Exception {
		for (AutoCloseable closeable : this.closeables) {
			closeable.close();
		}
	}

	/**
	 * Return whether the server answers a second request that was sent together with one
	 * whose answer closes the connection.
	 */
	boolean answersWhatIsPipelined() {
		return false;
	}

	/**
	 * Return whether kept connections are closed before the server stops.
	 */
	boolean closesKeptConnections() {
		return true;
	}

	@Test
	void everyStepOfADrainIsSeenByEveryKindOfConnection() throws Exception {
		ConfigurableApplicationContext context = start();
		Holds holds = context.getBean(Holds.class);
		RawClient first = keep(context);
		RawClient second = keep(context);
		RawClient pipelining = keep(context);
		RawClient idle = keep(context);
		RawClient halfSent = keep(context);
		halfSent.sendRaw("GET /hello HTTP/1.1\r\nHost: loc");
		RawClient uploading = keep(context);
		uploading.sendRaw("POST /echo HTTP/1.1\r\nHost: localhost\r\nContent-Type: text/plain\r\n");
		uploading.sendRaw("Transfer-Encoding: chunked\r\n\r\n5\r\nfirst\r\n");

		WebTraffic traffic = context.getBean(WebTraffic.class);
		await().until(() -> traffic.snapshot().active() == 1);

		context.getBean(FakeSource.class)
			.signals()
			.report(new InterruptionNotice(NoticeCause.OPERATOR, InstanceAction.NONE, null));
		holds.awaitEntered(DrainPhase.LEAVE);
		assertAnsweredAndClosed(client(context));
		assertAnsweredAndClosed(first);
		RawClient old = client(context);
		old.sendRaw("GET /hello HTTP/1.0\r\nHost: localhost\r\n\r\n");
		assertThat(old.rest()).matches("(?s)HTTP/1\\.[01] 200.*hello");
		pipelining.sendRaw("GET /hello HTTP/1.1\r\nHost: localhost\r\n\r\n".repeat(2));
		assertThat(pipelining.rest().split("HTTP/1.1 200", -1)).hasSize(answersWhatIsPipelined() ? 3 : 2);

		holds.release(DrainPhase.LEAVE);
		holds.awaitEntered(DrainPhase.SETTLE);
		assertAnsweredAndClosed(client(context));
		assertAnsweredAndClosed(second);
		halfSent.sendRaw("alhost\r\n\r\n");
		assertThat(halfSent.rest()).startsWith("HTTP/1.1 200").endsWith("hello");
		uploading.sendRaw("6\r\nsecond\r\n0\r\n\r\n");
		assertThat(uploading.readUntil("firstsecond")).startsWith("HTTP/1.1 200");
		assertAnsweredAndClosed(uploading);

		holds.release(DrainPhase.SETTLE);
		await().until(() -> context.getBean(SpotLifecycle.class).state() instanceof SpotState.Drained);
		assertAnsweredAndClosed(client(context));
		Gates gates = context.getBean(Gates.class);
		RawClient last = client(context);
		last.send("/wait");
		gates.awaitEntered();
		int port = port(context);

		CompletableFuture<Void> closing = CompletableFuture.runAsync(context::close);
		await().until(() -> {
			String answer = closing(new RawClient(port)).get("/hello");
			return answer.startsWith("HTTP/1.1 503") && answer.toLowerCase(Locale.ROOT).contains("retry-after: 1\r\n");
		});
		if (closesKeptConnections()) {
			await().until(idle::isAtEnd);
		}
		else {
			assertThat(idle.get("/hello")).startsWith("HTTP/1.1 503").containsIgnoringCase("connection: close");
		}
		assertThat(traffic.refused()).isPositive();
		assertThat(closing).isNotDone();
		gates.open();
		assertThat(last.rest()).startsWith("HTTP/1.1 200").endsWith("hello");
		assertThat(closing).succeedsWithin(Duration.ofSeconds(20));
		assertThatExceptionOfType(ConnectException.class).isThrownBy(() -> new RawClient(port));
	}

	private static void assertAnsweredAndClosed(RawClient client) throws IOException {
		client.send("/hello");
		assertThat(client.rest()).startsWith("HTTP/1.1 200")
			.containsIgnoringCase("connection: close")
			.endsWith("hello");
	}

	/**
	 * Open a connection that has been used before the drain.
	 */
	private RawClient keep(ConfigurableApplicationContext context) throws IOException {
		RawClient client = client(context);
		assertThat(client.get("/hello")).doesNotContainIgnoringCase("connection: close").endsWith("hello");
		return client;
	}

	private RawClient client(ConfigurableApplicationContext context) throws IOException {
		return closing(new RawClient(port(context)));
	}

	private static int port(ConfigurableApplicationContext context) {
		return context.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
	}

	private <T extends AutoCloseable> T closing(T closeable) {
		this.closeables.add(closeable);
		return closeable;
	}

	private ConfigurableApplicationContext start() {
		ConfigurableApplicationContext context = closing(
				new SpringApplicationBuilder(this.application, Common.class).web(this.type)
					.properties(Fakes.PROPERTIES.toArray(String[]::new))
					.properties("spot-aware.termination-grace-period=60s", "server.port=0",
							"spring.main.banner-mode=off", "spring.reactor.netty.shutdown-quiet-period=0s")
					.registerShutdownHook(false)
					.run());
		await().until(() -> context.getBean(FakeSource.class).started());
		return context;
	}

	/**
	 * What every application here has.
	 */
	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration({ ApplicationAvailabilityAutoConfiguration.class, LifecycleAutoConfiguration.class })
	@Import(Fakes.class)
	static class Common {

		@Bean
		Gates gates() {
			return new Gates();
		}

		@Bean
		Holds holds() {
			return new Holds();
		}

		@Bean
		DrainStep holdLeaving(Holds holds) {
			return holds.leave;
		}

		@Bean
		DrainStep holdSettling(Holds holds) {
			return holds.settle;
		}

	}

	/**
	 * Holds the drain in its phases until the test has looked.
	 */
	static class Holds {

		private final Hold leave = new Hold(DrainPhase.LEAVE);

		private final Hold settle = new Hold(DrainPhase.SETTLE);

		void awaitEntered(DrainPhase phase) {
			await().until(() -> of(phase).entered.getCount() == 0);
		}

		void release(DrainPhase phase) {
			of(phase).released.countDown();
		}

		private Hold of(DrainPhase phase) {
			return (phase == DrainPhase.LEAVE) ? this.leave : this.settle;
		}

	}

	/**
	 * Holds one phase.
	 */
	private static final class Hold implements DrainStep {

		private final DrainPhase phase;

		private final CountDownLatch entered = new CountDownLatch(1);

		private final CountDownLatch released = new CountDownLatch(1);

		Hold(DrainPhase phase) {
			this.phase = phase;
		}

		@Override
		public String name() {
			return "hold-" + this.phase.name().toLowerCase(Locale.ROOT);
		}

		@Override
		public DrainPhase phase() {
			return this.phase;
		}

		@Override
		public StepOutcome drain(Drain drain) throws InterruptedException {
			this.entered.countDown();
			return this.released.await(30, TimeUnit.SECONDS) ? StepOutcome.done("released")
					: StepOutcome.skipped("nobody came");
		}

	}

}
