package io.github.spotaware.grpc;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A balancer of connections: carries each new one to the next of its servers, and leaves
 * those that stand where they are.
 */
final class TcpService implements AutoCloseable {

	private final ServerSocket listener;

	private final AtomicInteger next = new AtomicInteger();

	private final ExecutorService threads = Executors.newCachedThreadPool((task) -> {
		Thread thread = new Thread(task, "tcp-service");
		thread.setDaemon(true);
		return thread;
	});

	private volatile List<Integer> ports;

	TcpService(Integer... ports) throws IOException {
		this.listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
		this.ports = List.of(ports);
		this.threads.execute(this::accept);
	}

	int port() {
		return this.listener.getLocalPort();
	}

	void route(Integer... to) {
		this.ports = List.of(to);
	}

	private void accept() {
		try {
			while (true) {
				Socket caller = this.listener.accept();
				this.threads.execute(() -> join(caller));
			}
		}
		catch (IOException ex) {
			// closed
		}
	}

	private void join(Socket caller) {
		List<Integer> to = this.ports;
		int port = to.get(Math.floorMod(this.next.getAndIncrement(), to.size()));
		try {
			Socket server = new Socket(InetAddress.getLoopbackAddress(), port);
			caller.setTcpNoDelay(true);
			server.setTcpNoDelay(true);
			this.threads.execute(() -> carry(server, caller));
			carry(caller, server);
		}
		catch (IOException ex) {
			close(caller); // refused
		}
	}

	private static void carry(Socket from, Socket to) {
		try {
			from.getInputStream().transferTo(to.getOutputStream());
		}
		catch (IOException ex) {
			// broken off
		}
		finally {
			close(from);
			close(to);
		}
	}

	private static void close(Socket socket) {
		try {
			socket.close();
		}
		catch (IOException ex) {
			// gone already
		}
	}

	@Override
	public void close() throws IOException {
		this.listener.close();
		this.threads.shutdownNow();
	}

}
