package io.github.spotaware.web;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;

import javax.net.ssl.SSLSocket;

/**
 * Speaks HTTP/2 over one connection, frame by frame, and shows what was really sent.
 * <p>
 * Frames become words, such as {@code HEADERS 1 200}, {@code DATA 1 hello END},
 * {@code GOAWAY 2147483647}, {@code CLOSED}. What keeps a connection going is answered
 * and not shown.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9113.html">RFC 9113</a>
 */
final class Http2RawClient implements Closeable {

	private static final int TIMEOUT_MILLIS = 20_000;

	private static final byte[] NOTHING = {};

	private static final int DATA = 0;

	private static final int HEADERS = 1;

	private static final int RST_STREAM = 3;

	private static final int SETTINGS = 4;

	private static final int PING = 6;

	private static final int GOAWAY = 7;

	private static final int WINDOW_UPDATE = 8;

	private static final int ACK = 0x1;

	private static final int END_STREAM = 0x1;

	private static final int END_HEADERS = 0x4;

	private final Socket socket;

	private final DataInputStream in;

	private int nextStream = 1;

	private Http2RawClient(Socket socket) throws IOException {
		this.socket = socket;
		socket.setSoTimeout(TIMEOUT_MILLIS);
		this.in = new DataInputStream(socket.getInputStream());
		socket.getOutputStream().write("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
		write(SETTINGS, 0, 0, NOTHING);
	}

	/**
	 * Connect with prior knowledge.
	 */
	static Http2RawClient connect(int port) throws IOException {
		return new Http2RawClient(new Socket(InetAddress.getLoopbackAddress(), port));
	}

	/**
	 * Connect over TLS, whatever the certificate is.
	 */
	static Http2RawClient connectSecurely(int port) throws IOException, GeneralSecurityException {
		return new Http2RawClient(TrustingSockets.connect(port, "h2"));
	}

	/**
	 * Send a request.
	 * @return its stream
	 */
	int send(String path) throws IOException {
		ByteArrayOutputStream block = new ByteArrayOutputStream();
		block.write(0x82); // :method: GET
		block.write((this.socket instanceof SSLSocket) ? 0x87 : 0x86); // :scheme: https,
																		// http
		literal(block, 0x04, path); // :path
		literal(block, 0x01, "localhost"); // :authority
		int stream = this.nextStream;
		this.nextStream += 2;
		write(HEADERS, END_STREAM | END_HEADERS, stream, block.toByteArray());
		return stream;
	}

	/**
	 * Send a request and read its response, which must come before anything else.
	 * @return the body
	 */
	String get(String path) throws IOException {
		int stream = send(path);
		return body(stream);
	}

	/**
	 * Read a response, which must come before anything else.
	 */
	String body(int stream) throws IOException {
		String head = next();
		if (!head.equals("HEADERS %d 200".formatted(stream))) {
			throw new IOException("Unexpected '%s'".formatted(head));
		}
		StringBuilder body = new StringBuilder();
		String prefix = "DATA %d ".formatted(stream);
		while (true) {
			String frame = next();
			if (!frame.startsWith(prefix)) {
				throw new IOException("Unexpected '%s'".formatted(frame));
			}
			String data = frame.substring(prefix.length());
			if (data.endsWith("END")) {
				return body.append(data, 0, data.length() - "END".length()).toString().trim();
			}
			body.append(data);
		}
	}

	/**
	 * Ask for an answer that comes after everything that was sent until now.
	 */
	void ping() throws IOException {
		write(PING, 0, 0, new byte[Long.BYTES]);
	}

	/**
	 * Read up to the next frame that says something.
	 */
	String next() throws IOException {
		while (true) {
			String frame = read();
			if (!frame.isEmpty()) {
				return frame;
			}
		}
	}

	private String read() throws IOException {
		try {
			int lengthAndType = this.in.readInt();
			int flags = this.in.readUnsignedByte();
			int stream = this.in.readInt();
			byte[] payload = this.in.readNBytes(lengthAndType >>> 8);
			return show(lengthAndType & 0xff, flags, stream, ByteBuffer.wrap(payload));
		}
		catch (EOFException | SocketException ex) {
			return "CLOSED";
		}
	}

	private String show(int type, int flags, int stream, ByteBuffer payload) throws IOException {
		return switch (type) {
			case DATA -> "DATA %d %s%s".formatted(stream, StandardCharsets.UTF_8.decode(payload), end(flags));
			case HEADERS -> "HEADERS %d %s%s".formatted(stream, status(payload), end(flags));
			case RST_STREAM -> "RST_STREAM %d %d".formatted(stream, payload.getInt());
			case GOAWAY -> "GOAWAY %d%s".formatted(payload.getInt(), error(payload.getInt()));
			case SETTINGS -> settings(flags);
			case PING -> ping(flags, payload);
			case WINDOW_UPDATE -> "";
			default -> throw new IOException("Unexpected frame of type %d".formatted(type));
		};
	}

	private String settings(int flags) throws IOException {
		if ((flags & ACK) == 0) {
			write(SETTINGS, ACK, 0, NOTHING);
		}
		return "";
	}

	private String ping(int flags, ByteBuffer payload) throws IOException {
		if ((flags & ACK) != 0) {
			return "PONG";
		}
		byte[] data = new byte[Long.BYTES];
		payload.get(data);
		write(PING, ACK, 0, data);
		return "";
	}

	private static String end(int flags) {
		return ((flags & END_STREAM) != 0) ? " END" : "";
	}

	private static String error(int code) {
		return (code != 0) ? " error %d".formatted(code) : "";
	}

	/**
	 * Return the status, which comes first: as an index, after changes of the table's
	 * size.
	 */
	private static String status(ByteBuffer block) {
		int first = block.get() & 0xff;
		while ((first & 0xe0) == 0x20) {
			boolean more = (first & 0x1f) == 0x1f;
			while (more) {
				more = (block.get() & 0x80) != 0;
			}
			first = block.get() & 0xff;
		}
		return (first == 0x88) ? "200" : "not 200";
	}

	private static void literal(ByteArrayOutputStream block, int name, String value) {
		block.write(name);
		block.write(value.length());
		block.writeBytes(value.getBytes(StandardCharsets.US_ASCII));
	}

	private void write(int type, int flags, int stream, byte[] payload) throws IOException {
		ByteBuffer frame = ByteBuffer.allocate(9 + payload.length);
		frame.putInt(payload.length << 8 | type).put((byte) flags).putInt(stream).put(payload);
		this.socket.getOutputStream().write(frame.array());
	}

	@Override
	public void close() throws IOException {
		this.socket.close();
	}

}
