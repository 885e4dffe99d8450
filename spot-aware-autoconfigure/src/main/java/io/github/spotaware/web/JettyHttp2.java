package io.github.spotaware.web;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

import org.eclipse.jetty.http2.ErrorCode;
import org.eclipse.jetty.http2.HTTP2Connection;
import org.eclipse.jetty.http2.HTTP2Session;
import org.eclipse.jetty.http2.api.Session;
import org.eclipse.jetty.http2.frames.DataFrame;
import org.eclipse.jetty.http2.frames.Frame;
import org.eclipse.jetty.http2.frames.GoAwayFrame;
import org.eclipse.jetty.http2.frames.HeadersFrame;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.jetty.ConfigurableJettyWebServerFactory;

/**
 * Knows Jetty's HTTP/2 connections, and sends GOAWAY on them.
 * <p>
 * As a frame, and not by {@link HTTP2Session#shutdown()}: that sends the final GOAWAY as
 * soon as no request is open, and drops what is on its way then.
 */
final class JettyHttp2 implements Http2Server, Connection.Listener {

	private final Http2Connections connections;

	/**
	 * Whether GOAWAY was sent, by connection.
	 */
	private final Map<HTTP2Session, AtomicBoolean> sessions = new ConcurrentHashMap<>();

	private volatile @Nullable Server server;

	JettyHttp2(Http2Connections connections) {
		this.connections = connections;
	}

	void addTo(ConfigurableJettyWebServerFactory factory) {
		factory.addServerCustomizers(this::observe);
		this.connections.add(this);
	}

	private void observe(Server server) {
		this.server = server;
		server.addBeanToAllConnectors(this);
	}

	@Override
	public void onOpened(Connection connection) {
		if (connection instanceof HTTP2Connection http2) {
			HTTP2Session session = http2.getSession();
			this.sessions.put(session, new AtomicBoolean());
			if (this.connections.lettingGo()) {
				session.addEventListener(new FirstResponse());
			}
		}
	}

	@Override
	public void onClosed(Connection connection) {
		if (connection instanceof HTTP2Connection http2) {
			this.sessions.remove(http2.getSession());
		}
	}

	@Override
	public int letGo() {
		this.sessions.forEach(this::sendGoAway);
		return this.sessions.size();
	}

	private void sendGoAway(HTTP2Session session, AtomicBoolean sent) {
		if (sent.compareAndSet(false, true)) {
			session.frames(null, List.of(GoAwayFrame.GRACEFUL), Callback.NOOP);
			closeWhenSilent(session);
		}
	}

	/**
	 * Send the final GOAWAY when nothing has been asked for a while.
	 */
	private void closeWhenSilent(HTTP2Session session) {
		long opened = session.getStreamsOpened();
		later(Http2Connections.SILENCE, () -> {
			if (!this.sessions.containsKey(session)) {
				return;
			}
			if (session.getStreamCount() > 0 || session.getStreamsOpened() > opened) {
				closeWhenSilent(session);
				return;
			}
			session.close(ErrorCode.NO_ERROR.code, "", Callback.from(session::disconnect));
		});
	}

	private void leave(HTTP2Session session) {
		AtomicBoolean sent = this.sessions.get(session);
		if (sent != null && this.connections.lettingGo()) {
			sendGoAway(session, sent);
		}
	}

	private void later(Duration delay, Runnable task) {
		Server server = this.server;
		if (server != null) {
			server.getScheduler().schedule(task, delay.toMillis(), TimeUnit.MILLISECONDS);
		}
	}

	/**
	 * Lets a connection go a moment after a response on it has ended.
	 */
	private final class FirstResponse implements HTTP2Session.FrameListener {

		private final AtomicBoolean leaving = new AtomicBoolean();

		@Override
		public void onOutgoingFrame(Session session, Frame frame) {
			if (endsStream(frame) && this.leaving.compareAndSet(false, true)) {
				later(Http2Connections.STAY, () -> leave((HTTP2Session) session));
			}
		}

		private static boolean endsStream(Frame frame) {
			return (frame instanceof HeadersFrame headers && headers.isEndStream())
					|| (frame instanceof DataFrame data && data.isEndStream());
		}

	}

}
