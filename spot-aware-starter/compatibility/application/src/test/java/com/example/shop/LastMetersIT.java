package com.example.shop;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;

import com.example.shop.ShopProcess.Mode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.github.spotaware.test.FakeAws;
import io.github.spotaware.test.imds.FakeInstance;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What leaves an application that pushes its meters and traces, before it ends: it does so
 * every ten minutes only, and lives for seconds.
 */
@EnabledIfSystemProperty(named = "shop.opentelemetry", matches = "true",
		disabledReason = "only where OpenTelemetry is on the class path")
class LastMetersIT {

	/**
	 * A name in Protocol Buffers: the tag of its field, its length, the name.
	 */
	private static final String DRAIN = "\n\nspot.drain";

	private final List<String> meters = new CopyOnWriteArrayList<>();

	private final List<String> traces = new CopyOnWriteArrayList<>();

	private final CountDownLatch over = new CountDownLatch(1);

	private final ExecutorService executor = Executors.newCachedThreadPool();

	private FakeAws aws;

	private FakeInstance instance;

	private HttpServer collector;

	@BeforeEach
	void start() throws IOException {
		this.aws = FakeAws.start();
		this.instance = this.aws.instance("i-0123456789abcdef0", "127.0.0.1");
		this.collector = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		this.collector.setExecutor(this.executor);
		this.collector.createContext("/v1/traces", (exchange) -> take(exchange, this.traces));
	}

	@AfterEach
	void stop() {
		this.over.countDown();
		this.collector.stop(0);
		this.executor.shutdownNow();
		this.aws.close();
	}

	@Test
	void drainArrivesBeforeTheProcessEndsAndItsRequestsAreMarkedInTheirTraces() throws Exception {
		this.collector.createContext("/v1/metrics", (exchange) -> take(exchange, this.meters));
		try (ShopProcess shop = startShop()) {
			shop.get("/orders");
			this.instance.interrupt("terminate", Instant.now().plusSeconds(15));
			shop.awaitReadiness(503);
			shop.awaitSaid("running -> draining");
			Awaitility.await()
				.during(Duration.ofSeconds(1))
				.until(() -> shop.get("/orders").statusCode(), (status) -> status == 200);
			assertThat(this.meters).as("meters that are pushed while it lives").isEmpty();
			assertThat(shop.awaitExit()).isEqualTo(75);
			assertThat(this.meters).as("meters that are pushed at the end")
				.anySatisfy((push) -> assertThat(drain(push)).contains("spot-interruption", "settled"));
			assertThat(this.traces).anySatisfy((push) -> assertThat(push).contains("spot.state", "draining"));
		}
	}

	@Test
	void collectorThatDoesNotAnswerHoldsUpTheEndForItsTimeOutOnly() throws Exception {
		this.collector.createContext("/v1/metrics", this::hang);
		Instant deadline = Instant.now().plusSeconds(25);
		try (ShopProcess shop = startShop("management.otlp.metrics.export.read-timeout=1s")) {
			this.instance.interrupt("terminate", deadline);
			assertThat(shop.awaitExit()).isEqualTo(75);
			assertThat(Instant.now()).isBefore(deadline);
			assertThat(shop.said("Failed to publish metrics to OTLP receiver")).isTrue();
		}
	}

	/**
	 * Return what a push says of drains, up to its next meter.
	 */
	private static String drain(String push) {
		int begin = push.indexOf(DRAIN);
		int end = push.indexOf("spot.drain.step");
		return (begin < 0) ? "" : push.substring(begin, (end > begin) ? end : Math.min(push.length(), begin + 400));
	}

	private ShopProcess startShop(String... properties) throws IOException {
		this.collector.start();
		String address = "http://127.0.0.1:" + this.collector.getAddress().getPort();
		String[] all = Stream
			.concat(Stream.of(properties),
					Stream.of("management.otlp.metrics.export.url=" + address + "/v1/metrics",
							"management.otlp.metrics.export.step=10m",
							"management.opentelemetry.tracing.export.otlp.endpoint=" + address + "/v1/traces",
							"management.tracing.sampling.probability=1.0", "spot-aware.drain.settle=3s",
							"spot-aware.drain.quiet-period=1s", "spot-aware.imds.poll-interval=200ms"))
			.toArray(String[]::new);
		ShopProcess shop = ShopProcess.start(Mode.PLAIN,
				Map.of("AWS_EC2_METADATA_SERVICE_ENDPOINT", this.instance.metadataEndpoint().toString(), "AWS_REGION",
						"eu-central-1", "AWS_ACCESS_KEY_ID", "fake", "AWS_SECRET_ACCESS_KEY", "fake"),
				all);
		shop.awaitReadiness(200);
		return shop;
	}

	private static void take(HttpExchange exchange, List<String> pushes) throws IOException {
		try (exchange) {
			pushes.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.ISO_8859_1));
			exchange.sendResponseHeaders(200, -1);
		}
	}

	private void hang(HttpExchange exchange) {
		try {
			this.over.await();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		finally {
			exchange.close();
		}
	}

}
