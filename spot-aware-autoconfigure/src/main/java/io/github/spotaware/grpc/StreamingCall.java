package io.github.spotaware.grpc;

import java.time.Duration;

import io.github.spotaware.Farewell;
import io.github.spotaware.StreamRegister;
import io.github.spotaware.Ticker;
import io.grpc.ForwardingServerCall.SimpleForwardingServerCall;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.Status;
import org.jspecify.annotations.Nullable;

/**
 * A call of which the server sends several messages, and which can be ended from outside:
 * between two of them, and never while one is being sent.
 *
 * @param <Q> the type of its requests
 * @param <R> the type of its responses
 */
final class StreamingCall<Q, R> extends SimpleForwardingServerCall<Q, R> implements StreamRegister.Ending {

	/**
	 * After how long without a message, in either direction, nothing is cut off.
	 */
	static final Duration SILENCE = Duration.ofSeconds(1);

	/**
	 * How long one that is never silent goes on after it was told to end.
	 */
	static final Duration PATIENCE = Duration.ofSeconds(5);

	static final String MOVING = "This server is going away: call again, another one will answer";

	private final Ticker ticker;

	private final long begun;

	private volatile long lastMessage;

	private volatile boolean cutShort;

	private boolean closed;

	private @Nullable Told told;

	StreamingCall(ServerCall<Q, R> call, Ticker ticker) {
		super(call);
		this.ticker = ticker;
		this.begun = ticker.nanos();
		this.lastMessage = this.begun;
	}

	/**
	 * Return whether it is worth waiting for: it is young, and something is being said.
	 */
	boolean busy(long longLived) {
		long now = this.ticker.nanos();
		return now - this.begun < longLived && !silent(now);
	}

	private boolean silent(long now) {
		return now - this.lastMessage >= SILENCE.toNanos();
	}

	/**
	 * See a message.
	 */
	void message() {
		this.lastMessage = this.ticker.nanos();
	}

	/**
	 * Return whether it was ended from outside.
	 */
	boolean cutShort() {
		return this.cutShort;
	}

	@Override
	public synchronized void sendHeaders(Metadata headers) {
		if (!this.cutShort) {
			super.sendHeaders(headers);
		}
	}

	@Override
	public synchronized void sendMessage(R message) {
		if (!this.cutShort) {
			message();
			super.sendMessage(message);
		}
	}

	@Override
	public synchronized void close(Status status, Metadata trailers) {
		if (!this.cutShort) {
			this.closed = true;
			super.close(status, trailers);
		}
	}

	@Override
	public boolean isReady() {
		return !this.cutShort && super.isReady();
	}

	@Override
	public boolean isCancelled() {
		return this.cutShort || super.isCancelled();
	}

	@Override
	public void leave(Farewell farewell) {
		synchronized (this) {
			this.told = new Told(farewell.lastMessage(), this.ticker.nanos());
		}
		press();
	}

	@Override
	public synchronized void press() {
		long now = this.ticker.nanos();
		if (this.told != null && (silent(now) || now - this.told.since() >= PATIENCE.toNanos())) {
			end();
		}
	}

	@Override
	public synchronized void stay() {
		this.told = null;
	}

	/**
	 * End now, so that the caller calls again.
	 */
	synchronized void end() {
		if (this.closed) {
			return;
		}
		this.closed = true;
		this.cutShort = true;
		String message = (this.told != null) ? this.told.message() : null;
		super.close(Status.UNAVAILABLE.withDescription((message != null) ? message : MOVING), new Metadata());
	}

	/**
	 * That it is to end.
	 *
	 * @param message what is said to the caller, if it is not what is always said
	 * @param since when it was told
	 */
	private record Told(@Nullable String message, long since) {
	}

}
