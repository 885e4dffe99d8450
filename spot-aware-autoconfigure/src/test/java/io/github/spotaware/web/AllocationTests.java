package io.github.spotaware.web;

import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

import com.sun.management.ThreadMXBean;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import org.apache.catalina.connector.Connector;
import org.apache.coyote.Adapter;
import org.apache.coyote.Request;
import org.apache.coyote.Response;
import org.apache.tomcat.util.buf.MessageBytes;
import org.apache.tomcat.util.net.SocketEvent;
import org.junit.jupiter.api.Test;

import org.springframework.mock.env.MockEnvironment;
import org.springframework.mock.web.MockHttpServletResponse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;

class AllocationTests {

	private static final int CYCLES = 100_000;

	private static final Duration STEP = Duration.ofMillis(1);

	private final FakeTicker ticker = new FakeTicker();

	private final WebTraffic traffic = new WebTraffic(this.ticker, Duration.ofSeconds(10));

	private final ServletTrafficFilter filter = new ServletTrafficFilter(this.traffic,
			new CloseConnectionsStep(this.traffic, new Http2Connections(), new KeptConnections(), true),
			new DrainMark(), NotTraffic.of(new MockEnvironment(), "/", List.of("/internal")));

	private final MockHttpServletResponse response = new MockHttpServletResponse();

	@Test
	void requestOnTomcatWhenPeerIsKnownAllocatesNothing() throws Exception {
		ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
		long thread = Thread.currentThread().getId();
		Request received = new Request();
		received.requestURI().setString("/orders/42");
		MessageBytes userAgent = received.getMimeHeaders().addValue("User-Agent");
		HttpServletRequest request = facade(received);
		assertThat(cycles(request, userAgent, "ELB-HealthChecker/2.0")).isZero();
		cycles(request, userAgent, "Mozilla/5.0");
		threads.getThreadAllocatedBytes(thread);
		long before = threads.getThreadAllocatedBytes(thread);
		int traffic = cycles(request, userAgent, "Mozilla/5.0");
		long allocated = threads.getThreadAllocatedBytes(thread) - before;
		assertThat(traffic).isEqualTo(CYCLES);
		assertThat((double) allocated / CYCLES).isLessThan(1);
		assertThat(userAgent.getType()).as("what the application finds").isEqualTo(MessageBytes.T_BYTES);
		assertThat(this.traffic.snapshot().active()).isZero();
	}

	@Test
	void requestOverHttp2WhenNoDrainRunsAllocatesNothing() throws Exception {
		ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
		long thread = Thread.currentThread().getId();
		TomcatHttp2Connection connection = new TomcatHttp2Connection(new Http2Connections(), mock(), new Idle(),
				mock());
		Request request = new Request();
		Response response = new Response();
		serve(connection, request, response);
		threads.getThreadAllocatedBytes(thread);
		long before = threads.getThreadAllocatedBytes(thread);
		serve(connection, request, response);
		long allocated = threads.getThreadAllocatedBytes(thread) - before;
		assertThat((double) allocated / CYCLES).isLessThan(1);
	}

	private static void serve(Adapter adapter, Request request, Response response) throws Exception {
		for (int i = 0; i < CYCLES; i++) {
			adapter.service(request, response);
		}
	}

	private static HttpServletRequest facade(Request received) {
		received.peerAddr().setString("10.0.0.1");
		return new org.apache.catalina.connector.Request(new Connector(), received).getRequest();
	}

	/**
	 * Return how many of the requests were counted.
	 */
	private int cycles(HttpServletRequest request, MessageBytes userAgent, String value) throws Exception {
		byte[] sent = value.getBytes(StandardCharsets.US_ASCII);
		Inside inside = new Inside();
		for (int i = 0; i < CYCLES; i++) {
			this.ticker.advance(STEP);
			userAgent.setBytes(sent, 0, sent.length);
			this.filter.doFilter(request, this.response, inside);
		}
		return inside.counted;
	}

	/**
	 * Does nothing.
	 */
	private static final class Idle implements Adapter {

		@Override
		public void service(Request request, Response response) {
		}

		@Override
		public boolean prepare(Request request, Response response) {
			return true;
		}

		@Override
		public boolean asyncDispatch(Request request, Response response, SocketEvent status) {
			return true;
		}

		@Override
		public void log(Request request, Response response, long time) {
		}

		@Override
		public void checkRecycled(Request request, Response response) {
		}

		@Override
		public String getDomain() {
			return "";
		}

	}

	/**
	 * Looks at what is in flight, which allocates nothing either.
	 */
	private final class Inside implements FilterChain {

		private int counted;

		@Override
		public void doFilter(ServletRequest request, ServletResponse response) {
			this.counted += (int) AllocationTests.this.traffic.inFlight();
		}

	}

}
