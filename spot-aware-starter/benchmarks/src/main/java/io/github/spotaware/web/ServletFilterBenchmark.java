package io.github.spotaware.web;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.RequestFacade;
import org.apache.catalina.connector.Response;
import org.apache.catalina.connector.ResponseFacade;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

import org.springframework.core.env.StandardEnvironment;

/**
 * Our filter with requests of Tomcat, without a server around.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(3)
public class ServletFilterBenchmark {

	private final WebTraffic traffic = new WebTraffic(System::nanoTime, Duration.ofSeconds(10));

	private final ServletTrafficFilter filter = new ServletTrafficFilter(this.traffic,
			new CloseConnectionsStep(this.traffic, new Http2Connections(), new KeptConnections(), true),
			new DrainMark(), NotTraffic.of(new StandardEnvironment(), "/", List.of()));

	/**
	 * What comes after the filter, alone.
	 */
	@Benchmark
	public void nothing(Exchange exchange) throws IOException, ServletException {
		exchange.chain.doFilter(exchange.request, exchange.response);
	}

	/**
	 * A request that counts as traffic.
	 */
	@Benchmark
	public void filter(Exchange exchange) throws IOException, ServletException {
		this.filter.doFilter(exchange.request, exchange.response, exchange.chain);
	}

	/**
	 * A health check.
	 */
	@Benchmark
	public void healthCheck(HealthCheck exchange) throws IOException, ServletException {
		this.filter.doFilter(exchange.request, exchange.response, exchange.chain);
	}

	/**
	 * A request and its response as Tomcat has parsed them.
	 */
	@State(Scope.Thread)
	public static class Exchange {

		final HttpServletRequest request;

		final HttpServletResponse response = new ResponseFacade(new Response(new org.apache.coyote.Response()));

		final FilterChain chain = (asked, answer) -> this.answered++;

		/**
		 * How often the chain was called.
		 */
		public long answered;

		public Exchange() {
			this("/hello", "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0");
		}

		Exchange(String uri, String userAgent) {
			org.apache.coyote.Request received = new org.apache.coyote.Request();
			received.requestURI().setString(uri);
			received.protocol().setString("HTTP/1.1");
			received.peerAddr().setString("10.0.0.1");
			for (String name : List.of("X-Forwarded-For", "X-Forwarded-Proto", "X-Forwarded-Port", "Host")) {
				received.getMimeHeaders().addValue(name).setString("localhost");
			}
			byte[] sent = userAgent.getBytes(StandardCharsets.US_ASCII);
			received.getMimeHeaders().addValue("User-Agent").setBytes(sent, 0, sent.length);
			this.request = new RequestFacade(new Request(new Connector(), received));
		}

	}

	/**
	 * One of a load balancer's health checks.
	 */
	public static class HealthCheck extends Exchange {

		public HealthCheck() {
			super("/", "ELB-HealthChecker/2.0");
		}

	}

}
