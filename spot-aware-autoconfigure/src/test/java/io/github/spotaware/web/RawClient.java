package io.github.spotaware.web;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Speaks HTTP/1.1 over one connection, and shows what was really sent.
 */
final class RawClient implements Closeable {

	private static final Pattern CONTENT_LENGTH = Pattern.compile("(?i)content-length: (\\d+)");

	private static final int TIMEOUT_MILLIS = 20_000;

	private final Socket socket;

	RawClient(int port) throws IOException {
		this(port, "127.0.0.1");
	}

	RawClient(int port, String localAddress) throws IOException {
		this(connect(port, localAddress));
	}

	private RawClient(Socket socket) throws IOException {
		this.socket = socket;
		socket.setSoTimeout(TIMEOUT_MILLIS);
	}

	private static Socket connect(int port, String localAddress) throws IOException {
		Socket socket = new Socket();
		socket.bind(new InetSocketAddress(localAddress, 0));
		socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
		return socket;
	}

	/**
	 * Connect over TLS, whatever the certificate is.
	 */
	static RawClient connectSecurely(int port) throws IOException, GeneralSecurityException {
		return new RawClient(TrustingSockets.connect(port));
	}

	void send(String path, String... headers) throws IOException {
		StringBuilder request = new StringBuilder("GET " + path + " HTTP/1.1\r\nHost: localhost\r\n");
		for (String header : headers) {
			request.append(header).append("\r\n");
		}
		this.socket.getOutputStream().write(request.append("\r\n").toString().getBytes(StandardCharsets.US_ASCII));
	}

	/**
	 * Send a part of a request.
	 */
	void sendRaw(String part) throws IOException {
		this.socket.getOutputStream().write(part.getBytes(StandardCharsets.US_ASCII));
	}

	/**
	 * Return whether the server has closed the connection, now.
	 */
	boolean isAtEnd() throws IOException {
		this.socket.setSoTimeout(1);
		try {
			return this.socket.getInputStream().read() < 0;
		}
		catch (SocketTimeoutException ex) {
			return false;
		}
		finally {
			this.socket.setSoTimeout(TIMEOUT_MILLIS);
		}
	}

	/**
	 * Read up to the end of the headers.
	 */
	String head() throws IOException {
		return readUntil("\r\n\r\n");
	}

	String readUntil(String end) throws IOException {
		InputStream in = this.socket.getInputStream();
		ByteArrayOutputStream read = new ByteArrayOutputStream();
		while (!read.toString(StandardCharsets.US_ASCII).endsWith(end)) {
			int next = in.read();
			if (next < 0) {
				throw new IOException("Closed after '%s'".formatted(read));
			}
			read.write(next);
		}
		return read.toString(StandardCharsets.US_ASCII);
	}

	/**
	 * Send a request and read its response, up to the end of its body.
	 */
	String get(String path, String... headers) throws IOException {
		send(path, headers);
		String head = head();
		Matcher length = CONTENT_LENGTH.matcher(head);
		if (length.find()) {
			return head + text(this.socket.getInputStream().readNBytes(Integer.parseInt(length.group(1))));
		}
		if (head.contains("chunked")) {
			return head + readUntil("0\r\n\r\n");
		}
		return head + text(this.socket.getInputStream().readAllBytes());
	}

	/**
	 * Read a response, which must be good and complete.
	 * @return its body
	 */
	String answer() throws IOException {
		String head = head();
		if (!head.startsWith("HTTP/1.1 200")) {
			throw new IOException("Unexpected '%s'".formatted(head));
		}
		Matcher length = CONTENT_LENGTH.matcher(head);
		if (length.find()) {
			return read(Integer.parseInt(length.group(1)));
		}
		if (!head.contains("chunked")) {
			throw new IOException("Whether it is complete cannot be seen: '%s'".formatted(head));
		}
		StringBuilder body = new StringBuilder();
		int size = chunkSize();
		while (size > 0) {
			body.append(read(size));
			readUntil("\r\n");
			size = chunkSize();
		}
		readUntil("\r\n");
		return body.toString();
	}

	private int chunkSize() throws IOException {
		return Integer.parseInt(readUntil("\r\n").trim(), 16);
	}

	private String read(int length) throws IOException {
		byte[] read = this.socket.getInputStream().readNBytes(length);
		if (read.length < length) {
			throw new EOFException("Closed after %d of %d bytes".formatted(read.length, length));
		}
		return text(read);
	}

	/**
	 * Read until the server closes the connection.
	 */
	String rest() throws IOException {
		return text(this.socket.getInputStream().readAllBytes());
	}

	private static String text(byte[] bytes) {
		return new String(bytes, StandardCharsets.UTF_8);
	}

	/**
	 * Go away without a word.
	 */
	void reset() throws IOException {
		this.socket.setSoLinger(true, 0);
		this.socket.close();
	}

	@Override
	public void close() throws IOException {
		this.socket.close();
	}

}
