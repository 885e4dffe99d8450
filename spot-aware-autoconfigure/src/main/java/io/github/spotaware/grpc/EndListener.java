package io.github.spotaware.grpc;

import io.grpc.ForwardingServerCallListener.SimpleForwardingServerCallListener;
import io.grpc.ServerCall;
import org.jspecify.annotations.Nullable;

/**
 * Learns when a call ends, and of each message that comes. The application hears that a
 * call which was cut short has been cancelled, as if the caller had gone.
 *
 * @param <Q> the type of the requests
 */
final class EndListener<Q> extends SimpleForwardingServerCallListener<Q> {

	private final @Nullable StreamingCall<Q, ?> streaming;

	private final Runnable whenEnded;

	EndListener(ServerCall.Listener<Q> listener, @Nullable StreamingCall<Q, ?> streaming, Runnable whenEnded) {
		super(listener);
		this.streaming = streaming;
		this.whenEnded = whenEnded;
	}

	@Override
	public void onMessage(Q message) {
		if (this.streaming != null) {
			this.streaming.message();
		}
		super.onMessage(message);
	}

	@Override
	public void onComplete() {
		this.whenEnded.run();
		if (this.streaming != null && this.streaming.cutShort()) {
			super.onCancel();
		}
		else {
			super.onComplete();
		}
	}

	@Override
	public void onCancel() {
		this.whenEnded.run();
		super.onCancel();
	}

}
