package io.github.spotaware.web;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.List;

import com.sun.management.ThreadMXBean;
import org.apache.coyote.Adapter;
import org.apache.coyote.Request;
import org.apache.coyote.Response;
import org.apache.tomcat.util.net.SocketEvent;
import org.junit.jupiter.api.Test;

import org.springframework.mock.env.MockEnvironment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;

class AllocationTests {

	private static final int CYCLES = 100_000;

	private static final Duration STEP = Duration.ofMillis(1);

	private final FakeTicker ticker = new FakeTicker();

	private final WebTraffic traffic = new WebTraffic(this.ticker, Duration.ofSeconds(10));

	private final DrainMark mark = new DrainMark();

	private final NotTraffic notTraffic = NotTraffic.of(new MockEnvironment(), "/", List.of("/internal"));

	@Test
	void requestWhenPeerIsKnownAllocatesNothing() {
		ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
		long thread = Thread.currentThread().getId();
		cycles();
		threads.getThreadAllocatedBytes(thread);
		long before = threads.getThreadAllocatedBytes(thread);
		int traffic = cycles();
		long allocated = threads.getThreadAllocatedBytes(thread) - before;
		assertThat(traffic).isEqualTo(CYCLES);
		assertThat((double) allocated / CYCLES).isLessThan(1);
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

	private int cycles() {
		int traffic = 0;
		for (int i = 0; i < CYCLES; i++) {
			this.ticker.advance(STEP);
			if (!this.notTraffic.matches("/orders/42", "Mozilla/5.0")) {
				long epoch = this.traffic.begin("10.0.0.1");
				traffic += this.mark.begin() ? 0 : 1;
				this.traffic.end(epoch);
			}
		}
		return traffic;
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

}
