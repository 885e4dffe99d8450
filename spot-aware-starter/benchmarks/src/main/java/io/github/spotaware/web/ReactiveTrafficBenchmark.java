package io.github.spotaware.web;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import reactor.core.publisher.Mono;

import org.springframework.core.env.StandardEnvironment;
import org.springframework.http.server.reactive.HttpHandler;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.http.server.reactive.MockServerHttpResponse;

/**
 * What counts reactive requests, without a server around. The response is a new one each
 * time, in all of them.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(3)
public class ReactiveTrafficBenchmark {

	private final WebTraffic traffic = new WebTraffic(System::nanoTime, Duration.ofSeconds(10));

	private final HttpHandler handler = (request, response) -> Mono.empty();

	private final ReactiveTraffic counting = new ReactiveTraffic(this.handler, this.traffic,
			new CloseConnectionsStep(this.traffic, new Http2Connections(), new KeptConnections(), true),
			new DrainMark(), NotTraffic.of(new StandardEnvironment(), "/", List.of()));

	private final MockServerHttpRequest request = MockServerHttpRequest.get("/hello")
		.header("User-Agent", "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0")
		.build();

	/**
	 * What comes after it, alone.
	 */
	@Benchmark
	public void nothing() {
		this.handler.handle(this.request, new MockServerHttpResponse()).subscribe();
	}

	/**
	 * A request that counts as traffic.
	 */
	@Benchmark
	public void counted() {
		this.counting.handle(this.request, new MockServerHttpResponse()).subscribe();
	}

}
