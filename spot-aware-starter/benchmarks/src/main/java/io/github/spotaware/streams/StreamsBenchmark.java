package io.github.spotaware.streams;

import java.io.IOException;
import java.lang.reflect.Proxy;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

import org.springframework.mock.web.MockFilterConfig;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.mock.web.MockServletContext;
import org.springframework.web.socket.TextMessage;
import org.springframework.web.socket.WebSocketHandler;
import org.springframework.web.socket.WebSocketSession;
import org.springframework.web.socket.handler.TextWebSocketHandler;

/**
 * What stands between the server and the application because of streams: for requests
 * that are none, and for a message of a WebSocket session.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(3)
public class StreamsBenchmark {

	private final OpenStreams streams = new OpenStreams();

	private final UnansweredRequests unanswered = new UnansweredRequests();

	private final ServletWebSockets sockets = new ServletWebSockets(this.streams);

	private final MockHttpServletRequest request = new MockHttpServletRequest("GET", "/hello");

	private final MockHttpServletResponse response = new MockHttpServletResponse();

	private final FilterChain chain = (asked, answer) -> this.answered++;

	private final WebSocketSession session = (WebSocketSession) Proxy.newProxyInstance(getClass().getClassLoader(),
			new Class<?>[] { WebSocketSession.class },
			(proxy, method, arguments) -> method.getName().equals("getId") ? "1" : null);

	private final WebSocketHandler plain = new TextWebSocketHandler();

	private final WebSocketHandler tracked = new TrackedWebSocketHandler(this.plain, this.streams,
			new ConcurrentHashMap<>(java.util.Map.of("1", new ServletWebSocket(this.session))));

	private final TextMessage message = new TextMessage("hello");

	/**
	 * How often the chain was called.
	 */
	public long answered;

	public StreamsBenchmark() {
		this.unanswered.init(new MockFilterConfig(new MockServletContext() {

			@Override
			public String getServerInfo() {
				return "jetty/12.1.10";
			}

		}));
	}

	/**
	 * What Jetty's requests pass, when they are synchronous.
	 */
	@Benchmark
	public void synchronousOnJetty() throws IOException, ServletException {
		this.unanswered.doFilter(this.request, this.response, this.chain);
	}

	/**
	 * Whether a request is a handshake, which Spring MVC asks us about each of them.
	 */
	@Benchmark
	public boolean noHandshake() {
		return this.sockets.supports(this);
	}

	/**
	 * A message to a handler as the application has it.
	 */
	@Benchmark
	public void messagePlain() throws Exception {
		this.plain.handleMessage(this.session, this.message);
	}

	/**
	 * The same with us in between.
	 */
	@Benchmark
	public void message() throws Exception {
		this.tracked.handleMessage(this.session, this.message);
	}

}
