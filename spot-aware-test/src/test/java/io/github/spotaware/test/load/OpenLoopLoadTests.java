package io.github.spotaware.test.load;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

import io.github.spotaware.test.FakeAws;
import io.github.spotaware.test.ScriptedTarget;
import io.github.spotaware.test.alb.ApplicationLoadBalancer;
import io.github.spotaware.test.alb.LoadBalancerNode;
import io.github.spotaware.test.elb.FakeTargetGroup;
import io.github.spotaware.test.elb.Target;
import io.github.spotaware.test.elb.TargetGroupSettings;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.awaitility.Awaitility.await;

class OpenLoopLoadTests {

	private static final Duration LONGER = Duration.ofMillis(500);

	private final List<AutoCloseable> closeables = new ArrayList<>();

	@AfterEach
	void close() throws Exception {
		for (AutoCloseable closeable : this.closeables) {
			closeable.close();
		}
	}

	@Test
	void completeAnswersAreCounted() {
		// The first requests of a JVM take longer, and then go out side by side.
		closing(load(ScriptedTarget.answering("hello").uri(), "hello").duration(LONGER).start()).await();
		ScriptedTarget target = target((connection, request) -> connection
			.write("HTTP/1.1 200 OK\r\nX-Spot-Aware-Target: one\r\nContent-Length: 5\r\n\r\nhello"));
		long before = System.nanoTime();
		LoadReport report = closing(load(target.uri(), "hello").duration(LONGER).start()).await();
		assertThat(report.sent()).isEqualTo(100);
		assertThat(report.complete()).isEqualTo(100);
		assertThat(report.lost()).isZero();
		assertThat(report.unaccounted()).isZero();
		assertThat(report.completedByTarget()).containsEntry("one", 100L);
		assertThat(report.lastCompleted().get("one")).isBetween(before, System.nanoTime());
		assertThat(target.heads()).hasSize(100).allMatch((head) -> head.startsWith("GET /asked HTTP/1.1\r\n"));
	}

	@Test
	void burstsAreSentAtOnce() {
		ScriptedTarget target = target((connection, request) -> connection
			.write("HTTP/1.1 200 OK\r\nX-Spot-Aware-Target: one\r\nContent-Length: 5\r\n\r\nhello"));
		LoadReport report = closing(
				load(target.uri(), "hello").bursts(20, Duration.ofMinutes(1)).duration(LONGER).start())
			.await();
		assertThat(report.sent()).isEqualTo(20);
		assertThat(report.complete()).isEqualTo(20);
	}

	@Test
	void methodHeadersAndNumberedBodyAreSent() {
		AtomicInteger read = new AtomicInteger();
		ScriptedTarget target = target((connection, request) -> {
			connection.body(14, read);
			connection.write("HTTP/1.1 201 Created\r\nContent-Length: 0\r\n\r\n");
		});
		LoadReport report = closing(OpenLoopLoad.builder()
			.endpoint(target.uri(), 1)
			.rate(20)
			.duration(LONGER)
			.method("POST")
			.path("/orders?n={request}")
			.header("Idempotency-Key", "key-{request}")
			.body("{\"order\": " + OpenLoopLoad.NUMBER + "00}")
			.expect((status, body) -> status == 201)
			.start()).await();
		assertThat(report.complete()).isEqualTo(10);
		assertThat(read).hasValue(14);
		assertThat(target.heads()).anySatisfy((head) -> assertThat(head).startsWith("POST /orders?n=7 HTTP/1.1\r\n")
			.containsIgnoringCase("Idempotency-Key: key-7\r\n")
			.containsIgnoringCase("Content-Length: 14\r\n"));
	}

	@Test
	void answersOfTrustedTargetsNeedNotBeTheExpectedOnes() {
		ScriptedTarget trusted = target((connection, request) -> connection
			.write("HTTP/1.1 200 OK\r\nX-Spot-Aware-Target: one\r\nContent-Length: 5\r\n\r\nother"));
		ScriptedTarget failing = target((connection, request) -> connection
			.write("HTTP/1.1 500 No\r\nX-Spot-Aware-Target: one\r\nContent-Length: 5\r\n\r\nother"));
		assertThat(closing(load(trusted.uri(), "hello").duration(LONGER).trust("one").start()).await().lost()).isZero();
		assertThat(closing(load(failing.uri(), "hello").duration(LONGER).trust("one").start()).await().complete())
			.isZero();
	}

	@Test
	void scheduleDoesNotWaitForAnswers() {
		CountDownLatch all = new CountDownLatch(20);
		ScriptedTarget target = target((connection, request) -> {
			all.countDown();
			all.await();
			connection.ok("hello");
		});
		LoadReport report = run(target, "hello");
		assertThat(report.complete()).isEqualTo(20);
		assertThat(report.latency().max()).isGreaterThan(Duration.ofMillis(80));
		assertThat(report.latency().p50()).isLessThan(report.latency().max());
	}

	@Test
	void serverErrorsAreLostWithTheirCause() {
		ScriptedTarget target = target((connection, request) -> connection
			.write("HTTP/1.1 502 Bad\r\nX-Spot-Aware-Cause: connection-refused\r\nContent-Length: 0\r\n\r\n"));
		long before = System.nanoTime();
		LoadReport report = run(target, "hello");
		assertAllLost(report, LossKind.SERVER_ERROR, "502 connection-refused");
		assertThat(report.losses().get(0).ended()).isBetween(before, System.nanoTime());
		assertThat(report.losses().get(0).node()).isEqualTo(target.uri().getAuthority());
		assertThat(target.heads()).hasSize(20);
	}

	@Test
	void unexpectedBodiesAreLost() {
		assertAllLost(run(ScriptedTarget.answering("goodbye"), "hello"), LossKind.WRONG_ANSWER, "200");
	}

	@Test
	void unexpectedStatusIsLost() {
		assertAllLost(run(target((connection, request) -> connection.status(404)), "hello"), LossKind.WRONG_ANSWER,
				"404");
	}

	@Test
	void refusedConnectionsAreLost() {
		URI nobody = URI.create("http://127.0.0.1:" + ScriptedTarget.refusingPort());
		assertAllLost(closing(load(nobody, "hello").start()).await(), LossKind.REFUSED);
	}

	@Test
	void connectionsThatEndWithoutAnAnswerAreLostAfterOneAttempt() {
		ScriptedTarget target = target((connection, request) -> connection.close());
		assertAllLost(run(target, "hello"), LossKind.RESET);
		assertThat(target.heads()).hasSize(20);
	}

	@Test
	void reusedConnectionsThatAreResetAreLostAfterOneAttempt() {
		ScriptedTarget target = target((connection, request) -> {
			if (request == 1) {
				connection.ok("hello");
			}
			else {
				connection.reset();
			}
		});
		OpenLoopLoad load = closing(OpenLoopLoad.builder().endpoint(target.uri(), 1).rate(200).start());
		await().until(() -> load.report().lost() > 0);
		LoadReport report = load.stop();
		assertThat(report.unaccounted()).isZero();
		assertThat(report.lost(LossKind.RESET)).isPositive().isEqualTo(report.lost());
		assertThat(target.heads()).hasSize((int) report.sent());
	}

	@Test
	void truncatedAnswersAreLost() {
		ScriptedTarget target = target((connection, request) -> {
			connection.write("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhel");
			connection.close();
		});
		assertAllLost(run(target, "hello"), LossKind.TRUNCATED);
	}

	@Test
	void answersThatDoNotComeAreLost() {
		ScriptedTarget target = target((connection, request) -> new CountDownLatch(1).await());
		LoadReport report = closing(load(target.uri(), "hello").timeout(Duration.ofMillis(300)).start()).await();
		assertAllLost(report, LossKind.TIMED_OUT, "unanswered");
	}

	@Test
	void answersThatDoNotEndAreLost() {
		ScriptedTarget target = target((connection, request) -> {
			connection.write("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhel");
			new CountDownLatch(1).await();
		});
		LoadReport report = closing(load(target.uri(), "hello").timeout(Duration.ofMillis(300)).start()).await();
		assertThat(report.lost(LossKind.TIMED_OUT)).isEqualTo(20);
	}

	@Test
	void stopEndsAnUnboundedLoad() {
		ScriptedTarget target = closing(ScriptedTarget.answering("hello"));
		OpenLoopLoad load = closing(OpenLoopLoad.builder().endpoint(target.uri(), 1).rate(200).start());
		assertThatIllegalStateException().isThrownBy(load::await);
		await().until(() -> load.report().complete() >= 5);
		LoadReport report = load.stop();
		assertThat(report.unaccounted()).isZero();
		assertThat(report.lost()).isZero();
		assertThat(target.heads()).hasSize((int) report.sent());
	}

	@Test
	void throughALoadBalancerUsesEveryNode() {
		FakeAws aws = closing(FakeAws.start());
		FakeTargetGroup group = aws.loadBalancing().createTargetGroup("demo", TargetGroupSettings.ip(80));
		ScriptedTarget target = closing(ScriptedTarget.answering("hello"));
		group.register("127.0.0.1", target.port());
		group.healthy("127.0.0.1", target.port());
		ApplicationLoadBalancer alb = closing(
				ApplicationLoadBalancer.of(group).nodes(2, Duration.ZERO).withoutHealthChecks().start());
		LoadReport report = closing(OpenLoopLoad.builder()
			.through(alb)
			.rate(500)
			.seed(5)
			.duration(Duration.ofMillis(400))
			.expect((status, body) -> body.equals("hello"))
			.start()).await();
		assertThat(report.complete()).isEqualTo(200);
		Target id = new Target("127.0.0.1", target.port());
		assertThat(report.completedByTarget()).containsEntry(id.toString(), 200L);
		List<LoadBalancerNode> nodes = alb.nodes();
		assertThat(nodes.get(0).forwarded(id)).isGreaterThan(nodes.get(1).forwarded(id));
		assertThat(nodes.get(0).forwarded(id) + nodes.get(1).forwarded(id)).isEqualTo(200);
	}

	private LoadReport run(ScriptedTarget target, String expected) {
		return closing(load(closing(target).uri(), expected).start()).await();
	}

	private OpenLoopLoad.Builder load(URI uri, String expected) {
		return OpenLoopLoad.builder()
			.endpoint(uri, 1)
			.path("/asked")
			.rate(200)
			.duration(Duration.ofMillis(100))
			.expect((status, body) -> status == 200 && body.equals(expected));
	}

	private ScriptedTarget target(ScriptedTarget.Script script) {
		return closing(ScriptedTarget.start(script));
	}

	private <T extends AutoCloseable> T closing(T closeable) {
		this.closeables.add(closeable);
		return closeable;
	}

	private static void assertAllLost(LoadReport report, LossKind kind, String detail) {
		assertAllLost(report, kind);
		assertThat(report.lostByDetail()).containsExactly(Map.entry(kind + " " + detail, 20L));
	}

	private static void assertAllLost(LoadReport report, LossKind kind) {
		assertThat(report.sent()).isEqualTo(20);
		assertThat(report.complete()).isZero();
		assertThat(report.lost(kind)).isEqualTo(20);
		assertThat(report.unaccounted()).isZero();
	}

}
