package io.github.spotaware.process;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import io.github.spotaware.test.FakeAws;
import io.github.spotaware.test.imds.FakeInstance;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The ways in which a real process ends: signals, exits from within, and notices. What
 * can happen side by side does, to save time.
 */
@Tag("process")
class SignalProcessTests {

	private static final String TERMINATED = "i-0123456789abcdef0";

	private static final String OTHER = "i-0fedcba9876543210";

	private final List<ExampleProcess> examples = new ArrayList<>();

	private FakeAws aws;

	private FakeInstance instance;

	@BeforeEach
	void startAws() {
		this.aws = FakeAws.start();
		this.instance = this.aws.instance(TERMINATED, "127.0.0.1");
	}

	@AfterEach
	void close() {
		this.examples.forEach(ExampleProcess::close);
		this.aws.close();
	}

	@Test
	void sigintAndSigtermAtOnceSkipNothing() throws Exception {
		ExampleProcess example = start(this.instance, ProcessTestBase.PATIENT);
		example.awaitReadiness(200);
		HeldRequests slow = example.hold();
		example.interruptAndTerminate();
		example.awaitOutput("running -> draining: termination signal by sigint");
		example.awaitReadiness(503);
		assertThat(example.get("/work").body()).isEqualTo("done");
		slow.release();
		assertThat(example.awaitExit()).isEqualTo(130);
		assertThat(example.output()).anyMatch((line) -> line.contains("callers have let go"))
			.noneMatch((line) -> line.contains("not waiting any longer"));
	}

	@Test
	void signalTwoSecondsAfterTheFirstSkipsTheRest() throws Exception {
		ExampleProcess example = start(this.instance, "spot-aware.drain.settle=30s",
				"spot-aware.termination-grace-period=60s");
		example.awaitReadiness(200);
		assertThat(example.get("/work").body()).isEqualTo("done");
		long first = System.nanoTime();
		example.terminate();
		example.awaitReadiness(503);
		Awaitility.await().pollInterval(Duration.ofMillis(500)).atMost(Duration.ofSeconds(15)).until(() -> {
			example.terminate();
			return !example.process().isAlive();
		});
		assertThat(Duration.ofNanos(System.nanoTime() - first)).isGreaterThanOrEqualTo(Duration.ofSeconds(2));
		assertThat(example.awaitExit()).isEqualTo(143);
		assertThat(example.output()).anyMatch((line) -> line.contains("Another SIGTERM: not waiting any longer"))
			.noneMatch((line) -> line.contains("Drained in"));
	}

	@Test
	void requestsThatComeWhenTheDrainIsOutOfTimeGet503WhileTheLastOneIsServed() throws Exception {
		ExampleProcess example = start(this.instance, "spot-aware.drain.settle=2s", "spot-aware.drain.reserve=14s",
				"spot-aware.termination-grace-period=16s");
		example.awaitReadiness(200);
		CompletableFuture<HttpResponse<String>> slow = example.serving("/work?millis=12000");
		example.terminate();
		example.awaitOutput("(out of time)");
		List<HttpResponse<String>> late = new ArrayList<>();
		example.await("a request that is refused", () -> {
			late.add(example.get("/work"));
			return late.get(late.size() - 1).statusCode() == 503;
		});
		HttpResponse<String> refused = late.remove(late.size() - 1);
		assertThat(refused.headers().map()).containsEntry("retry-after", List.of("1"))
			.containsEntry("connection", List.of("close"));
		assertThat(late).allSatisfy((served) -> assertThat(served.body()).isEqualTo("done"));
		assertThat(slow.get(30, TimeUnit.SECONDS).body()).isEqualTo("done");
		assertThat(example.awaitExit()).isEqualTo(143);
		assertThat(example.output())
			.anyMatch((line) -> line.contains("Requests that came when the drain was over and were answered 503: 1."));
	}

	@Test
	void noticesThatStandTogetherAndChangeEndTheProcessByTheLatestWord() throws Exception {
		ExampleProcess example = start(this.instance);
		example.awaitReadiness(200);
		this.instance.recommendRebalance(Instant.now());
		example.awaitOutput("running -> at-risk: rebalance by imds-rebalance");
		assertThat(example.readiness()).isEqualTo(200);
		HeldRequests slow = example.hold();
		this.instance.interrupt("terminate", Instant.now().plusSeconds(100));
		example.awaitReadiness(503);
		example.awaitOutput("at-risk -> draining: rebalance by imds-rebalance, spot interruption (terminate)");
		Instant time = Instant.now().plusSeconds(20).truncatedTo(ChronoUnit.SECONDS);
		this.instance.interrupt("terminate", time);
		example.awaitOutput("by imds-spot; deadline %s (spot interruption notice)".formatted(time));
		assertThat(example.get("/work").body()).isEqualTo("done");
		slow.release();
		assertThat(example.awaitExit()).isEqualTo(75);
		assertThat(Instant.now()).isBefore(time);
		assertThat(example.output()).anyMatch((line) -> line.contains("callers have let go"));
	}

	@Test
	void applicationThatEndsItselfIsHeldUntilDrainedAndNeverBlocksOnItself() throws Exception {
		FakeInstance quiet = this.aws.instance(OTHER, "127.0.0.1");
		ExampleProcess closing = start(this.instance, "example.when-draining=close");
		ExampleProcess exiting = start(this.instance, "example.when-draining=exit");
		ExampleProcess finishing = start(quiet, ProcessTestBase.PATIENT);
		List<ExampleProcess> all = List.of(closing, exiting, finishing);
		all.forEach((example) -> example.awaitReadiness(200));
		List<HeldRequests> slow = all.stream().map(ExampleProcess::hold).toList();
		Instant time = Instant.now().plusSeconds(30);
		this.instance.interrupt("terminate", time);
		assertThat(finishing.get("/exit").body()).isEqualTo("exiting");
		for (ExampleProcess example : all) {
			example.awaitReadiness(503);
			assertThat(example.get("/work").body()).isEqualTo("done");
		}
		for (HeldRequests request : slow) {
			request.release();
		}
		assertThat(closing.awaitExit()).isZero();
		assertThat(exiting.awaitExit()).isEqualTo(3);
		assertThat(finishing.awaitExit()).isEqualTo(1);
		assertThat(Instant.now()).isBefore(time);
		finishing.awaitOutput("running -> draining: context closed by closing");
		assertThat(all).allSatisfy((example) -> example.awaitOutput("callers have let go"));
	}

	@Test
	void shutdownPolicyDecidesWhoEndsTheProcess() throws Exception {
		FakeInstance stopping = this.aws.instance(OTHER, "127.0.0.1");
		ExampleProcess auto = start(this.instance);
		ExampleProcess late = start(this.instance, "spot-aware.shutdown=before-deadline",
				"spot-aware.drain.reserve=6s");
		ExampleProcess never = start(this.instance, "spot-aware.shutdown=never");
		ExampleProcess stopped = start(stopping);
		ExampleProcess drained = start(stopping, "spot-aware.shutdown=when-drained");
		this.examples.forEach((example) -> example.awaitReadiness(200));
		List<HeldRequests> slow = this.examples.stream().map(ExampleProcess::hold).toList();
		Instant time = Instant.now().plusSeconds(30).truncatedTo(ChronoUnit.SECONDS);
		this.instance.interrupt("terminate", time);
		stopping.interrupt("stop", time);
		this.examples.forEach((example) -> example.awaitReadiness(503));
		for (HeldRequests request : slow) {
			request.release();
		}
		assertThat(auto.awaitExit()).isEqualTo(75);
		assertThat(drained.awaitExit()).isEqualTo(75);
		assertThat(Instant.now()).isBefore(time.minusSeconds(6));
		assertThat(late.process().isAlive()).isTrue();
		late.awaitOutput("draining -> drained");
		assertThat(late.get("/work").body()).isEqualTo("done");
		assertThat(late.awaitExit()).isEqualTo(75);
		assertThat(Instant.now()).isBetween(time.minusSeconds(6), time);
		Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> Instant.now().isAfter(time));
		for (ExampleProcess example : List.of(never, stopped)) {
			assertThat(example.readiness()).isEqualTo(503);
			assertThat(example.get("/work").body()).isEqualTo("done");
			assertThat(example.output()).noneMatch((line) -> line.contains("Ending this process"));
		}
	}

	@Test
	void causeThatIsGoneBeforeTheDeadlineEndsNothing() throws Exception {
		ExampleProcess example = start(this.instance, "spot-aware.shutdown=before-deadline",
				"spot-aware.imds.maintenance=true", "spot-aware.drain.lead=30s");
		example.awaitReadiness(200);
		Instant time = Instant.now().plusSeconds(20).truncatedTo(ChronoUnit.SECONDS);
		this.instance.scheduleMaintenance("system-reboot", time, "active");
		example.awaitOutput("draining -> drained");
		this.instance.scheduleMaintenance("system-reboot", time, "canceled");
		example.awaitReadiness(200);
		assertThat(Instant.now()).isBefore(time.minusSeconds(2));
		Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> Instant.now().isAfter(time));
		assertThat(example.readiness()).isEqualTo(200);
		assertThat(example.output()).noneMatch((line) -> line.contains("Ending this process"));
	}

	@Test
	void sigtermWhenDisabledOrWithoutPlatformIsPlainSpringBoot() throws Exception {
		this.instance.interrupt("terminate", Instant.now().plusSeconds(60));
		ExampleProcess disabled = start(this.instance, "spot-aware.enabled=false", "spot-aware.drain.settle=30s");
		ExampleProcess none = start(this.instance, "spot-aware.platform=none", "spot-aware.drain.settle=30s");
		for (ExampleProcess example : List.of(disabled, none)) {
			example.awaitReadiness(200);
			HttpResponse<String> served = example.get("/work");
			assertThat(served.headers().firstValue("connection")).isEmpty();
			long signalled = System.nanoTime();
			example.terminate();
			assertThat(example.awaitExit()).isEqualTo(143);
			assertThat(Duration.ofNanos(System.nanoTime() - signalled)).isLessThan(Duration.ofSeconds(20));
			assertThat(example.output()).noneMatch((line) -> line.contains("draining"));
		}
		assertThat(disabled.output()).noneMatch((line) -> line.contains("spotaware.lifecycle"));
	}

	private ExampleProcess start(FakeInstance host, String... properties) throws IOException {
		ExampleProcess example = ExampleProcess.start(Map.of("AWS_EC2_METADATA_SERVICE_ENDPOINT",
				host.metadataEndpoint().toString(), "AWS_REGION", "eu-central-1"), properties);
		this.examples.add(example);
		return example;
	}

}
