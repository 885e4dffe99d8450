package io.github.spotaware.test;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

import org.jspecify.annotations.Nullable;

/**
 * A server on a raw socket that does to each request what its script says.
 */
public final class ScriptedTarget implements AutoCloseable {

	private final ServerSocket server;

	private final Script script;

	private final List<Socket> sockets = new CopyOnWriteArrayList<>();

	private final List<String> heads = new CopyOnWriteArrayList<>();

	private ScriptedTarget(Script script) {
		try {
			this.server = new ServerSocket(0, 100, InetAddress.getLoopbackAddress());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		this.script = script;
	}

	public static ScriptedTarget start(Script script) {
		ScriptedTarget target = new ScriptedTarget(script);
		daemon(target::accept);
		return target;
	}

	public static ScriptedTarget answering(String body) {
		return start((connection, request) -> connection.ok(body));
	}

	/**
	 * Returns a port that nobody listens on.
	 */
	public static int refusingPort() {
		try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			return free.getLocalPort();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	public int port() {
		return this.server.getLocalPort();
	}

	public URI uri() {
		return URI.create("http://127.0.0.1:" + port());
	}

	public int connections() {
		return this.sockets.size();
	}

	/**
	 * Returns the heads of all requests but health checks.
	 */
	public List<String> heads() {
		return this.heads.stream().filter((head) -> !head.contains("ELB-HealthChecker")).toList();
	}

	public List<String> healthChecks() {
		return this.heads.stream().filter((head) -> head.contains("ELB-HealthChecker")).toList();
	}

	public List<String> peers() {
		return this.sockets.stream().map((socket) -> socket.getInetAddress().getHostAddress()).distinct().toList();
	}

	@Override
	public void close() {
		try {
			this.server.close();
			for (Socket socket : this.sockets) {
				socket.close();
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private void accept() {
		while (!this.server.isClosed()) {
			try {
				Socket socket = this.server.accept();
				socket.setTcpNoDelay(true);
				this.sockets.add(socket);
				daemon(() -> serve(socket));
			}
			catch (IOException ex) {
				return;
			}
		}
	}

	private void serve(Socket socket) {
		Connection connection = new Connection(socket);
		try {
			InputStream in = socket.getInputStream();
			for (int request = 1; !socket.isClosed(); request++) {
				String head = head(in);
				if (head == null) {
					return;
				}
				this.heads.add(head);
				this.script.serve(connection, request);
			}
		}
		catch (IOException ex) {
			connection.close();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private static @Nullable String head(InputStream in) throws IOException {
		StringBuilder head = new StringBuilder();
		while (head.indexOf("\r\n\r\n") < 0) {
			int read = in.read();
			if (read < 0) {
				return null;
			}
			head.append((char) read);
		}
		return head.toString();
	}

	private static void daemon(Runnable task) {
		Thread thread = new Thread(task, "scripted-target");
		thread.setDaemon(true);
		thread.start();
	}

	/**
	 * What happens to a request.
	 */
	@FunctionalInterface
	public interface Script {

		/**
		 * Serves a request.
		 * @param connection the connection
		 * @param request the number of the request on its connection, from 1 on
		 */
		void serve(Connection connection, int request) throws IOException, InterruptedException;

	}

	/**
	 * The connection of a request.
	 *
	 * @param socket the socket
	 */
	public record Connection(Socket socket) {

		public void ok(String body) throws IOException {
			write("HTTP/1.1 200 OK\r\nContent-Length: " + body.length() + "\r\n\r\n" + body);
		}

		public void status(int status) throws IOException {
			write("HTTP/1.1 " + status + " Status\r\nContent-Length: 0\r\n\r\n");
		}

		public void write(String text) throws IOException {
			this.socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
			this.socket.getOutputStream().flush();
		}

		public void body(int length, AtomicInteger read) throws IOException {
			read.set(this.socket.getInputStream().readNBytes(length).length);
		}

		public void close() {
			try {
				this.socket.close();
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
		}

		public void reset() throws IOException {
			this.socket.setSoLinger(true, 0);
			this.socket.close();
		}

	}

}
