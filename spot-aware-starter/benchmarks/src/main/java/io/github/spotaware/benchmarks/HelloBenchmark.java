package io.github.spotaware.benchmarks;

import java.io.IOException;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

import org.springframework.boot.WebApplicationType;

/**
 * The cheapest request there is, over a connection that is kept, with client and server
 * in one process. It differs from fork to fork by more than Spot Aware takes, which
 * {@link PairedRequests} measures.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 8, time = 1)
@Measurement(iterations = 8, time = 1)
@Fork(1)
public class HelloBenchmark {

	/**
	 * SERVLET is Spring MVC on Tomcat, REACTIVE Spring WebFlux on Reactor Netty.
	 */
	@Param({ "SERVLET", "REACTIVE" })
	public WebApplicationType server = WebApplicationType.SERVLET;

	/**
	 * Whether Spot Aware watches.
	 */
	@Param({ "false", "true" })
	public boolean spotAware;

	private @Nullable HelloServer started;

	@Setup
	public void start() throws IOException {
		this.started = HelloServer.start(this.server, this.spotAware);
	}

	@TearDown
	public void stop() throws IOException {
		Objects.requireNonNull(this.started).close();
	}

	/**
	 * Ask, and read the answer to its end.
	 */
	@Benchmark
	public int hello() throws IOException {
		return Objects.requireNonNull(this.started).hello();
	}

}
