package io.github.spotaware.web;

import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongConsumer;

import org.apache.coyote.Adapter;
import org.apache.coyote.ProtocolHandler;
import org.apache.coyote.Request;
import org.apache.coyote.Response;
import org.apache.tomcat.util.net.SocketEvent;
import org.apache.tomcat.util.net.SocketWrapperBase;
import org.jspecify.annotations.Nullable;

/**
 * Passes the requests of one HTTP/2 connection on to Tomcat, and lets the connection go a
 * moment after one of them while a drain runs.
 */
final class TomcatHttp2Connection implements Adapter {

	private final Http2Connections connections;

	private final SocketWrapperBase<?> socket;

	private final Adapter tomcats;

	private final ProtocolHandler handler;

	private final AtomicBoolean leaving = new AtomicBoolean();

	private volatile @Nullable Runnable goAway;

	private volatile @Nullable LongConsumer timeout;

	TomcatHttp2Connection(Http2Connections connections, SocketWrapperBase<?> socket, Adapter tomcats,
			ProtocolHandler handler) {
		this.connections = connections;
		this.socket = socket;
		this.tomcats = tomcats;
		this.handler = handler;
	}

	/**
	 * Tell how GOAWAY is sent.
	 * @param goAway sends it once, however often it is asked to
	 * @param timeout sends the final one and closes the connection if no request is open
	 * and its time was over at a moment
	 */
	void goAwayBy(Runnable goAway, LongConsumer timeout) {
		this.goAway = goAway;
		this.timeout = timeout;
	}

	/**
	 * Send the final GOAWAY and close the connection, unless a request is open.
	 */
	void end() {
		LongConsumer timeout = this.timeout;
		if (timeout != null) {
			timeout.accept(Long.MAX_VALUE);
		}
	}

	boolean isClosed() {
		return this.socket.isClosed();
	}

	/**
	 * Let the connection go, on a thread of Tomcat's: a peer that does not read makes it
	 * wait.
	 */
	void letGo() {
		try {
			this.socket.execute(this::sendGoAway);
		}
		catch (RejectedExecutionException ex) {
			sendGoAway();
		}
	}

	private void sendGoAway() {
		Runnable goAway = this.goAway;
		if (goAway != null) {
			goAway.run();
		}
	}

	@Override
	public void service(Request request, Response response) throws Exception {
		try {
			this.tomcats.service(request, response);
		}
		finally {
			leaveSoonIfDraining();
		}
	}

	@Override
	public boolean asyncDispatch(Request request, Response response, SocketEvent status) throws Exception {
		return this.tomcats.asyncDispatch(request, response, status);
	}

	private void leaveSoonIfDraining() {
		if (this.connections.lettingGo() && this.leaving.compareAndSet(false, true)) {
			Future<?> unused = this.handler.getUtilityExecutor()
				.schedule(this::leave, Http2Connections.STAY.toMillis(), TimeUnit.MILLISECONDS);
		}
	}

	private void leave() {
		this.leaving.set(false);
		if (this.connections.lettingGo()) {
			letGo();
		}
	}

	@Override
	public boolean prepare(Request request, Response response) throws Exception {
		return this.tomcats.prepare(request, response);
	}

	@Override
	public void log(Request request, Response response, long time) {
		this.tomcats.log(request, response, time);
	}

	@Override
	public void checkRecycled(Request request, Response response) {
		this.tomcats.checkRecycled(request, response);
	}

	@Override
	public String getDomain() {
		return this.tomcats.getDomain();
	}

}
