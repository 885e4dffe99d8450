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

import org.springframework.context.support.StaticApplicationContext;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.web.server.MockServerWebExchange;
import org.springframework.web.server.WebFilterChain;

/**
 * Our reactive filter, without a server around. The exchange is a new one each time, in
 * all of them.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(3)
public class ReactiveFilterBenchmark {

	private final WebTraffic traffic = new WebTraffic(System::nanoTime, Duration.ofSeconds(10));

	private final ReactiveTrafficFilter filter = new ReactiveTrafficFilter(this.traffic,
			new CloseConnectionsStep(this.traffic, new Http2Connections(), new KeptConnections(), true),
			new DrainMark(), NotTraffic.of(new StandardEnvironment(), "/", List.of()), new StaticApplicationContext());

	private final MockServerHttpRequest request = MockServerHttpRequest.get("/hello")
		.header("User-Agent", "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0")
		.build();

	private final WebFilterChain chain = (exchange) -> Mono.empty();

	/**
	 * What comes after the filter, alone.
	 */
	@Benchmark
	public void nothing() {
		this.chain.filter(MockServerWebExchange.from(this.request)).subscribe();
	}

	/**
	 * A request that counts as traffic.
	 */
	@Benchmark
	public void filter() {
		this.filter.filter(MockServerWebExchange.from(this.request), this.chain).subscribe();
	}

}
