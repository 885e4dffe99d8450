package io.github.spotaware.test.alb;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

import io.github.spotaware.test.FakeAws;
import io.github.spotaware.test.ScriptedTarget;
import io.github.spotaware.test.elb.FakeTargetGroup;
import io.github.spotaware.test.elb.HealthCheck;
import io.github.spotaware.test.elb.Target;
import io.github.spotaware.test.elb.TargetGroupSettings;
import io.github.spotaware.test.elb.TargetState;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

class ApplicationLoadBalancerTests {

	private static final String IP = "127.0.0.1";

	private static final Duration LONG = Duration.ofMinutes(10);

	private final FakeAws aws = FakeAws.start();

	private final FakeTargetGroup group = this.aws.loadBalancing()
		.createTargetGroup("demo", TargetGroupSettings.ip(80)
			.withHealthCheck(new HealthCheck("/health", Duration.ofMillis(20), Duration.ofSeconds(1), 3, 3)));

	private final List<AutoCloseable> closeables = new ArrayList<>();

	private final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

	@AfterEach
	void close() throws Exception {
		for (AutoCloseable closeable : this.closeables) {
			closeable.close();
		}
		this.aws.close();
	}

	@Test
	void requestIsForwardedAndAnswered() throws Exception {
		ScriptedTarget target = healthy(ScriptedTarget.answering("hello"));
		HttpResponse<String> response = get(start());
		assertThat(response.statusCode()).isEqualTo(200);
		assertThat(response.body()).isEqualTo("hello");
		assertThat(header(response, ApplicationLoadBalancer.TARGET_HEADER)).isEqualTo(IP + ":" + target.port());
		assertThat(header(response, ApplicationLoadBalancer.NODE_HEADER)).isEqualTo("127.0.0.11");
		assertThat(target.heads().get(0)).startsWith("GET /some?thing=1 HTTP/1.1\r\n")
			.containsIgnoringCase("X-Forwarded-For: 127.0.0.1\r\n")
			.containsIgnoringCase("X-Forwarded-Proto: http\r\n")
			.containsIgnoringCase("X-Forwarded-Port: ")
			.doesNotContainIgnoringCase("transfer-encoding");
	}

	@Test
	void targetWhenSwitchedOffRefusesConnections() throws Exception {
		ScriptedTarget target = healthy(ScriptedTarget.answering("hello"));
		ApplicationLoadBalancer alb = start();
		assertThat(get(alb).statusCode()).isEqualTo(200);
		alb.switchOff(new Target(IP, target.port()));
		HttpResponse<String> response = get(alb);
		assertThat(response.statusCode()).isEqualTo(502);
		assertThat(header(response, ApplicationLoadBalancer.CAUSE_HEADER)).isEqualTo("connection-refused");
		assertThat(header(response, ApplicationLoadBalancer.TARGET_HEADER)).isEqualTo(IP + ":" + target.port());
		alb.switchOn(new Target(IP, target.port()));
		assertThat(get(alb).body()).isEqualTo("hello");
	}

	@Test
	void targetWhenSwitchedOffFailsItsHealthChecks() {
		ScriptedTarget target = healthy(ScriptedTarget.answering("hello"));
		ApplicationLoadBalancer alb = closing(ApplicationLoadBalancer.of(this.group).nodes(1, Duration.ZERO).start());
		await().until(() -> !target.healthChecks().isEmpty());
		alb.switchOff(new Target(IP, target.port()));
		await().until(() -> this.group.state(IP, target.port()) == TargetState.UNHEALTHY);
		alb.switchOn(new Target(IP, target.port()));
		await().until(() -> this.group.state(IP, target.port()) == TargetState.HEALTHY);
	}

	@Test
	void requestKeepsItsHostAndLosesHopByHopHeaders() throws Exception {
		ScriptedTarget target = healthy(ScriptedTarget.start((connection, request) -> connection
			.write("HTTP/1.1 200 OK\r\nKeep-Alive: timeout=1\r\nX-Kept: yes\r\nContent-Length: 0\r\n\r\n")));
		ApplicationLoadBalancer alb = start();
		HttpResponse<String> response = this.client.send(
				HttpRequest.newBuilder(alb.nodes().get(0).uri()).header("TE", "trailers").build(),
				BodyHandlers.ofString());
		assertThat(response.headers().map()).doesNotContainKey("keep-alive").containsKey("x-kept");
		assertThat(target.heads().get(0).toLowerCase(Locale.ROOT)).doesNotContain("\r\nte:")
			.contains("host: " + alb.nodes().get(0).uri().getAuthority() + "\r\n");
	}

	@Test
	void requestBodyIsStreamed() throws Exception {
		AtomicInteger read = new AtomicInteger();
		ScriptedTarget target = healthy(ScriptedTarget.start((connection, request) -> {
			connection.body(20_000, read);
			connection.ok("thanks");
		}));
		ApplicationLoadBalancer alb = start();
		HttpResponse<String> response = this.client.send(HttpRequest.newBuilder(alb.nodes().get(0).uri())
			.POST(BodyPublishers.ofString("x".repeat(20_000)))
			.build(), BodyHandlers.ofString());
		assertThat(response.body()).isEqualTo("thanks");
		assertThat(read).hasValue(20_000);
		assertThat(target.heads().get(0).toLowerCase(Locale.ROOT)).contains("content-length: 20000\r\n");
	}

	@Test
	void requestsGoRoundRobin() throws Exception {
		healthy(ScriptedTarget.answering("one"));
		healthy(ScriptedTarget.answering("two"));
		ApplicationLoadBalancer alb = start();
		assertThat(List.of(get(alb).body(), get(alb).body(), get(alb).body(), get(alb).body())).containsExactly("one",
				"two", "one", "two");
	}

	@Test
	void instancesAreReachedAtLoopback() throws Exception {
		ScriptedTarget target = closing(ScriptedTarget.answering("hello"));
		this.group.register("i-0123456789abcdef0", target.port());
		this.group.healthy("i-0123456789abcdef0", target.port());
		assertThat(get(start()).body()).isEqualTo("hello");
	}

	@Test
	void targetThatClosesAReusedConnectionIsABadGatewayAfterOneAttempt() throws Exception {
		ScriptedTarget target = healthy(ScriptedTarget.start((connection, request) -> {
			if (request == 1) {
				connection.ok("hello");
			}
			else {
				connection.close();
			}
		}));
		ApplicationLoadBalancer alb = start();
		assertThat(get(alb).statusCode()).isEqualTo(200);
		assertError(get(alb), 502, "connection-closed");
		assertThat(target.heads()).hasSize(2);
		assertThat(target.connections()).isEqualTo(1);
		assertThat(alb.nodes().get(0).errors()).containsEntry("connection-closed", 1L);
	}

	@Test
	void targetThatResetsAStaleConnectionUnreadIsABadGatewayAfterOneAttempt() throws Exception {
		ScriptedTarget target = healthy(ScriptedTarget.start((connection, request) -> {
			connection.ok("hello");
			connection.socket().getInputStream().read();
			connection.reset();
		}));
		ApplicationLoadBalancer alb = start();
		assertThat(get(alb).statusCode()).isEqualTo(200);
		assertError(get(alb), 502, "connection-closed");
		assertThat(target.connections()).isEqualTo(1);
	}

	@Test
	void targetThatClosesAFreshConnectionIsABadGateway() throws Exception {
		ScriptedTarget target = healthy(ScriptedTarget.start((connection, request) -> connection.close()));
		assertError(get(start()), 502, "connection-closed");
		assertThat(target.connections()).isEqualTo(1);
	}

	@Test
	void targetThatResetsIsABadGateway() throws Exception {
		ScriptedTarget target = healthy(ScriptedTarget.start((connection, request) -> connection.reset()));
		assertError(get(start()), 502, "connection-closed");
		assertThat(target.connections()).isEqualTo(1);
	}

	@Test
	void targetThatRefusesIsABadGateway() throws Exception {
		int port = ScriptedTarget.refusingPort();
		this.group.register(IP, port);
		this.group.healthy(IP, port);
		assertError(get(start()), 502, "connection-refused");
	}

	@Test
	void targetThatHangsIsAGatewayTimeout() throws Exception {
		ScriptedTarget target = healthy(ScriptedTarget.start((connection, request) -> new CountDownLatch(1).await()));
		assertError(get(start(alb().targetTimeout(Duration.ofMillis(150)))), 504, "timeout");
		await().untilAsserted(() -> assertThat(target.heads()).hasSize(1));
	}

	@Test
	void noTargetIsUnavailable() throws Exception {
		assertError(get(start()), 503, "no-target");
	}

	@Test
	void initialTargetIsUnavailable() throws Exception {
		ScriptedTarget target = closing(ScriptedTarget.answering("hello"));
		this.group.register(IP, target.port());
		assertError(get(start()), 503, "no-target");
	}

	@Test
	void truncatedBodyReachesTheClientTruncated() {
		healthy(ScriptedTarget.start((connection, request) -> {
			connection.write("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhello");
			connection.close();
		}));
		ApplicationLoadBalancer alb = start();
		assertThatExceptionOfType(IOException.class).isThrownBy(() -> get(alb));
	}

	@Test
	void truncatedChunksReachTheClientTruncated() {
		healthy(ScriptedTarget.start((connection, request) -> {
			connection.write("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n");
			connection.close();
		}));
		ApplicationLoadBalancer alb = start();
		assertThatExceptionOfType(IOException.class).isThrownBy(() -> get(alb));
	}

	@Test
	void wholeChunksReachTheClientWhole() throws Exception {
		healthy(ScriptedTarget.start((connection, request) -> connection
			.write("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n")));
		assertThat(get(start()).body()).isEqualTo("hello");
	}

	@Test
	void connectionIsReused() throws Exception {
		ScriptedTarget target = healthy(ScriptedTarget.answering("hello"));
		ApplicationLoadBalancer alb = start();
		get(alb);
		get(alb);
		assertThat(target.connections()).isEqualTo(1);
	}

	@Test
	void connectionIsNotReusedWhenTheTargetSaysClose() throws Exception {
		ScriptedTarget target = healthy(ScriptedTarget.start((connection, request) -> connection
			.write("HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 5\r\n\r\nhello")));
		ApplicationLoadBalancer alb = start();
		assertThat(get(alb).statusCode()).isEqualTo(200);
		assertThat(get(alb).statusCode()).isEqualTo(200);
		assertThat(target.connections()).isEqualTo(2);
		assertThat(target.heads()).hasSize(2);
	}

	@Test
	void targetSeesEachNodeAsAPeer() throws Exception {
		ScriptedTarget target = healthy(ScriptedTarget.answering("hello"));
		ApplicationLoadBalancer alb = closing(
				ApplicationLoadBalancer.of(this.group).nodes(3, Duration.ZERO).withoutHealthChecks().start());
		for (LoadBalancerNode node : alb.nodes()) {
			get(node);
		}
		assertThat(target.peers()).containsExactlyInAnyOrder("127.0.0.11", "127.0.0.12", "127.0.0.13");
	}

	@Test
	void deregisteredTargetIsRoutedToUntilTheNodeLetsGo() throws Exception {
		ScriptedTarget target = healthy(ScriptedTarget.answering("hello"));
		Target id = new Target(IP, target.port());
		ApplicationLoadBalancer alb = closing(ApplicationLoadBalancer.of(this.group)
			.node("127.0.0.11", 0.5, Duration.ZERO)
			.node("127.0.0.12", 0.5, LONG)
			.withoutHealthChecks()
			.start());
		LoadBalancerNode prompt = alb.nodes().get(0);
		LoadBalancerNode slow = alb.nodes().get(1);
		assertThat(get(prompt).statusCode()).isEqualTo(200);
		assertThat(prompt.letGoOf(id)).isNull();
		long before = System.nanoTime();
		this.group.deregister(IP, target.port());
		assertError(get(prompt), 503, "no-target");
		assertThat(get(slow).statusCode()).isEqualTo(200);
		assertThat(prompt.letGoOf(id)).isBetween(before, System.nanoTime());
		assertThat(slow.letGoOf(id)).isNull();
		assertThat(slow.lastForwarded(id)).isGreaterThan(prompt.lastForwarded(id));
		assertThat(prompt.forwarded(id)).isEqualTo(1);
	}

	@Test
	void deregisteredTargetIsRoutedToWhenNodesFollowHealthOnly() throws Exception {
		ScriptedTarget target = healthy(ScriptedTarget.answering("hello"));
		ApplicationLoadBalancer alb = start(alb().neverDeregistered());
		this.group.deregister(IP, target.port());
		assertThat(get(alb).statusCode()).isEqualTo(200);
	}

	@Test
	void drainingTargetFinishesWhatIsInFlight() throws Exception {
		CountDownLatch arrived = new CountDownLatch(1);
		CountDownLatch release = new CountDownLatch(1);
		ScriptedTarget target = healthy(ScriptedTarget.start((connection, request) -> {
			arrived.countDown();
			release.await();
			connection.ok("finished");
		}));
		ApplicationLoadBalancer alb = start();
		CompletableFuture<HttpResponse<String>> inFlight = this.client
			.sendAsync(HttpRequest.newBuilder(alb.nodes().get(0).uri()).build(), BodyHandlers.ofString());
		assertThat(arrived.await(30, TimeUnit.SECONDS)).isTrue();
		this.group.deregister(IP, target.port());
		assertError(get(alb), 503, "no-target");
		release.countDown();
		assertThat(inFlight.get(30, TimeUnit.SECONDS).body()).isEqualTo("finished");
	}

	@Test
	void healthChecksDriveTheState() throws Exception {
		AtomicBoolean well = new AtomicBoolean(true);
		ScriptedTarget target = closing(
				ScriptedTarget.start((connection, request) -> connection.status(well.get() ? 200 : 503)));
		this.group.register(IP, target.port());
		closing(ApplicationLoadBalancer.of(this.group).node("127.0.0.11", 1, Duration.ZERO).start());
		await().until(() -> state(target) == TargetState.HEALTHY);
		assertThat(target.healthChecks()).hasSizeGreaterThanOrEqualTo(3);
		assertThat(target.healthChecks().get(0)).startsWith("GET /health HTTP/1.1\r\n")
			.containsIgnoringCase("User-Agent: ELB-HealthChecker/2.0");
		assertThat(target.peers()).containsExactly("127.0.0.11");
		well.set(false);
		await().until(() -> state(target) == TargetState.UNHEALTHY);
		well.set(true);
		await().until(() -> state(target) == TargetState.HEALTHY);
	}

	@Test
	void healthCheckFailsWhenTheTargetHangs() {
		FakeTargetGroup hanging = this.aws.loadBalancing()
			.createTargetGroup("hanging", TargetGroupSettings.ip(80)
				.withHealthCheck(new HealthCheck("/", Duration.ofMillis(20), Duration.ofMillis(50), 2, 2)));
		ScriptedTarget target = closing(ScriptedTarget.start((connection, request) -> new CountDownLatch(1).await()));
		hanging.register(IP, target.port());
		closing(ApplicationLoadBalancer.of(hanging).nodes(1, Duration.ZERO).start());
		await().until(() -> hanging.state(IP, target.port()) == TargetState.UNHEALTHY);
	}

	@Test
	void allTargetsUnhealthyFailsOpen() throws Exception {
		ScriptedTarget target = healthy(ScriptedTarget.answering("hello"));
		ApplicationLoadBalancer alb = start();
		for (int i = 0; i < 3; i++) {
			this.group.checked("127.0.0.11", new Target(IP, target.port()), false);
		}
		assertThat(state(target)).isEqualTo(TargetState.UNHEALTHY);
		assertThat(get(alb).statusCode()).isEqualTo(200);
	}

	@Test
	void closeReleasesThePort() {
		ApplicationLoadBalancer alb = start();
		alb.close();
		assertThatExceptionOfType(IOException.class).isThrownBy(() -> get(alb));
	}

	private ApplicationLoadBalancer.Builder alb() {
		return ApplicationLoadBalancer.of(this.group).node("127.0.0.11", 1, Duration.ZERO).withoutHealthChecks();
	}

	private ApplicationLoadBalancer start() {
		return start(alb());
	}

	private ApplicationLoadBalancer start(ApplicationLoadBalancer.Builder builder) {
		return closing(builder.start());
	}

	private ScriptedTarget healthy(ScriptedTarget target) {
		this.group.register(IP, target.port());
		this.group.healthy(IP, target.port());
		return closing(target);
	}

	private <T extends AutoCloseable> T closing(T closeable) {
		this.closeables.add(closeable);
		return closeable;
	}

	private TargetState state(ScriptedTarget target) {
		return this.group.state(IP, target.port());
	}

	private HttpResponse<String> get(ApplicationLoadBalancer alb) throws IOException, InterruptedException {
		return get(alb.nodes().get(0));
	}

	private HttpResponse<String> get(LoadBalancerNode node) throws IOException, InterruptedException {
		HttpRequest request = HttpRequest.newBuilder(node.uri().resolve("/some?thing=1"))
			.timeout(Duration.ofSeconds(30))
			.build();
		return this.client.send(request, BodyHandlers.ofString());
	}

	private static String header(HttpResponse<String> response, String name) {
		return response.headers().firstValue(name).orElse("");
	}

	private static void assertError(HttpResponse<String> response, int status, String cause) {
		assertThat(response.statusCode()).isEqualTo(status);
		assertThat(header(response, ApplicationLoadBalancer.CAUSE_HEADER)).isEqualTo(cause);
	}

}
