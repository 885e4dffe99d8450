package io.github.spotaware.web;

import java.io.Closeable;
import java.io.IOException;
import java.util.HashSet;
import java.util.Set;

/**
 * Calls over one connection for as long as it may, four requests at a time, and fails
 * when one is not answered.
 */
final class Http2Caller implements Closeable {

	private static final int AT_A_TIME = 4;

	private final int port;

	private Http2RawClient client;

	private int connections = 1;

	Http2Caller(int port) throws IOException {
		this.port = port;
		this.client = Http2RawClient.connect(port);
	}

	/**
	 * Return over how many connections it has called.
	 */
	int connections() {
		return this.connections;
	}

	void call(int requests) throws IOException {
		for (int sent = 0; sent < requests; sent += AT_A_TIME) {
			if (callAtOnce()) {
				this.client.close();
				this.client = Http2RawClient.connect(this.port);
				this.connections++;
			}
		}
	}

	/**
	 * Send requests and read their responses in whatever order they come.
	 * @return whether the connection is to be left
	 */
	private boolean callAtOnce() throws IOException {
		Set<String> open = new HashSet<>();
		for (int i = 0; i < AT_A_TIME; i++) {
			open.add(Integer.toString(this.client.send("/hello")));
		}
		boolean leave = false;
		while (!open.isEmpty()) {
			String frame = this.client.next();
			if (frame.equals(AbstractHttp2Tests.GOAWAY)) {
				leave = true;
			}
			else if (!frame.startsWith("DATA ") && !frame.matches("HEADERS \\d+ 200")) {
				throw new IOException("Unexpected '%s'".formatted(frame));
			}
			else if (frame.endsWith(" END")) {
				open.remove(frame.split(" ", -1)[1]);
			}
		}
		return leave;
	}

	@Override
	public void close() throws IOException {
		this.client.close();
	}

}
