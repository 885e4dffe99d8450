package io.github.spotaware.test.kubernetes;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

import io.github.spotaware.test.ScriptedTarget;
import io.github.spotaware.test.kubernetes.PodEvent.Kind;
import io.github.spotaware.test.load.LoadReport;
import io.github.spotaware.test.load.OpenLoopLoad;
import io.github.spotaware.test.wire.Engine;
import io.vertx.core.Vertx;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

/**
 * Tests for {@link KubeProxy}, on sockets.
 */
class KubeProxyTests {

	private static final byte[] REQUEST = "GET / HTTP/1.1\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

	private final Vertx vertx = Engine.start();

	private final Journal journal = new Journal(System::nanoTime);

	private final KubeProxy proxy = KubeProxy.start(this.vertx, this.journal, System::nanoTime, 7);

	private final ScriptedTarget one = ScriptedTarget.answering("one");

	private final ScriptedTarget two = ScriptedTarget.answering("two");

	private final List<Socket> callers = new ArrayList<>();

	@AfterEach
	void close() throws IOException {
		for (Socket caller : this.callers) {
			caller.close();
		}
		this.one.close();
		this.two.close();
		Engine.await(this.vertx.close());
	}

	@Test
	void connectionStaysWithItsPodWhenItsEndpointIsRemoved() throws IOException {
		this.proxy.program(List.of(endpoint("one", this.one)));
		Socket pinned = connect();
		assertThat(ask(pinned)).isEqualTo("one");
		this.proxy.program(List.of(endpoint("two", this.two)));
		assertThat(ask(pinned)).isEqualTo("one");
		assertThat(ask(connect())).isEqualTo("two");
		assertThat(ask(pinned)).isEqualTo("one");
		assertThat(this.journal.events()).extracting((event) -> event.kind() + " " + event.pod())
			.containsExactly(Kind.CHOSEN + " one", Kind.CHOSEN + " two", Kind.CHOSEN_NO_MORE + " one");
	}

	@Test
	void newConnectionsGoToAllReadyPods() throws IOException {
		this.proxy.program(List.of(endpoint("one", this.one), endpoint("two", this.two)));
		Set<String> answers = new TreeSet<>();
		for (int i = 0; i < 30; i++) {
			answers.add(ask(connect()));
		}
		assertThat(answers).containsExactly("one", "two");
	}

	@Test
	void podSeesTheAddressOfItsCaller() throws IOException {
		this.proxy.program(List.of(endpoint("one", this.one)));
		ask(connect(1));
		ask(connect(2));
		assertThat(this.one.peers()).containsExactlyInAnyOrder("127.0.1.1", "127.0.1.2");
	}

	@Test
	void endOfOneSideIsTheEndOfTheOther() throws IOException {
		try (ScriptedTarget closing = ScriptedTarget.start((connection, request) -> {
			connection.ok("bye");
			connection.close();
		})) {
			this.proxy.program(List.of(endpoint("closing", closing)));
			Socket caller = connect();
			assertThat(ask(caller)).isEqualTo("bye");
			assertThat(caller.getInputStream().read()).isEqualTo(-1);
		}
		this.proxy.program(List.of(endpoint("one", this.one)));
		FakePod pod = new FakePod(PodSettings.of("one", "127.0.0.1", this.one.port()));
		Socket caller = connect();
		ask(caller);
		assertThat(this.proxy.connections(pod)).isOne();
		assertThat(this.proxy.lastAnswer(pod)).isNotNull();
		caller.close();
		await().until(() -> this.proxy.connections(pod) == 0);
	}

	@Test
	void resetOfAPodIsAResetOfItsCaller() throws IOException {
		try (ScriptedTarget resetting = ScriptedTarget.start((connection, request) -> connection.reset())) {
			this.proxy.program(List.of(endpoint("resetting", resetting)));
			Socket caller = connect();
			assertThatExceptionOfType(IOException.class).isThrownBy(() -> ask(caller)).withMessageContaining("reset");
		}
	}

	@Test
	void connectionWhenNobodyListensIsReset() throws IOException {
		this.proxy
			.program(List.of(new ServiceEndpoint("gone", "127.0.0.1", ScriptedTarget.refusingPort(), true, false)));
		Socket caller = connect();
		assertThatExceptionOfType(IOException.class).isThrownBy(() -> ask(caller));
	}

	@Test
	void connectionWhenThereIsNoPodIsReset() throws IOException {
		Socket caller = connect();
		assertThatExceptionOfType(IOException.class).isThrownBy(() -> ask(caller));
	}

	@Test
	void everyByteArrivesThoughThePodEndsTheConnection() throws IOException {
		String large = "x".repeat(16_000_000);
		try (ScriptedTarget target = ScriptedTarget.start((connection, request) -> {
			connection.ok(large);
			connection.close();
		})) {
			this.proxy.program(List.of(endpoint("large", target)));
			Socket caller = connect();
			FakePod pod = new FakePod(PodSettings.of("large", "127.0.0.1", target.port()));
			caller.getOutputStream().write(REQUEST);
			await().until(() -> this.proxy.lastAnswer(pod) != null);
			assertThat(answer(caller)).isEqualTo(large);
			assertThat(caller.getInputStream().read()).isEqualTo(-1);
			await().until(() -> this.proxy.connections(pod) == 0);
		}
	}

	@Test
	void callersKeepTheirConnectionsUntilTheyAreToldToClose() {
		this.proxy.program(List.of(endpoint("one", this.one)));
		try (OpenLoopLoad load = OpenLoopLoad.builder()
			.caller("127.0.1.1", this.proxy.uri(), 0.9)
			.caller("127.0.1.2", this.proxy.uri(), 0.1)
			.rate(20)
			.start()) {
			await()
				.untilAsserted(() -> assertThat(load.report().complete()).isGreaterThan(2L * this.one.connections()));
			await().until(() -> this.one.peers().size() == 2);
			LoadReport report = load.stop();
			assertThat(report.complete()).isEqualTo(report.sent());
			assertThat(this.one.peers()).containsExactlyInAnyOrder("127.0.1.1", "127.0.1.2");
		}
		try (ScriptedTarget closing = ScriptedTarget.start((connection, request) -> {
			connection.write("HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 2\r\n\r\nok");
			connection.close();
		})) {
			this.proxy.program(List.of(endpoint("closing", closing)));
			try (OpenLoopLoad load = OpenLoopLoad.builder()
				.caller("127.0.1.3", this.proxy.uri(), 1)
				.rate(100)
				.duration(Duration.ofMillis(200))
				.start()) {
				assertThat(load.await().complete()).isEqualTo(20);
				assertThat(closing.connections()).isEqualTo(20);
			}
		}
	}

	private Socket connect() throws IOException {
		return connect(1);
	}

	private Socket connect(int source) throws IOException {
		Socket caller = new Socket();
		caller.bind(new InetSocketAddress(InetAddress.getByAddress(new byte[] { 127, 0, 1, (byte) source }), 0));
		caller.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), this.proxy.uri().getPort()));
		caller.setSoTimeout(10_000);
		this.callers.add(caller);
		return caller;
	}

	private static String ask(Socket caller) throws IOException {
		caller.getOutputStream().write(REQUEST);
		return answer(caller);
	}

	private static String answer(Socket caller) throws IOException {
		InputStream in = caller.getInputStream();
		StringBuilder head = new StringBuilder();
		while (head.indexOf("\r\n\r\n") < 0) {
			int read = in.read();
			if (read < 0) {
				throw new IOException("ended");
			}
			head.append((char) read);
		}
		String text = head.toString();
		int length = Integer.parseInt(text.substring(text.indexOf("Length: ") + 8, text.indexOf("\r\n\r\n")));
		return new String(in.readNBytes(length), StandardCharsets.US_ASCII);
	}

	private static ServiceEndpoint endpoint(String pod, ScriptedTarget target) {
		return new ServiceEndpoint(pod, "127.0.0.1", target.port(), true, false);
	}

}
