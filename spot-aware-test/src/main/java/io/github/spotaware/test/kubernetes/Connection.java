package io.github.spotaware.test.kubernetes;

import io.github.spotaware.test.wire.Resets;
import io.vertx.core.net.NetSocket;

/**
 * Is one connection of a caller through kube-proxy; runs on its event loop. What one end
 * does, the other one sees: an end is an end, a reset is a reset.
 */
final class Connection {

	private final NetSocket caller;

	private boolean callerGone;

	Connection(NetSocket caller) {
		this.caller = caller;
		caller.pause();
		caller.closeHandler((closed) -> this.callerGone = true);
	}

	/**
	 * Ends the connection as for a pod where nothing listens.
	 */
	void reject() {
		Resets.reset(this.caller);
	}

	/**
	 * Joins both ends.
	 * @param pod the end at the pod
	 * @param answered is told of everything that the pod sends
	 * @param ended is told when the end at the pod is gone
	 */
	void join(NetSocket pod, Runnable answered, Runnable ended) {
		pod.closeHandler((closed) -> ended.run());
		if (this.callerGone) {
			pod.end();
			return;
		}
		relay(pod, this.caller, answered);
		relay(this.caller, pod, () -> {
		});
		this.caller.resume();
	}

	private static void relay(NetSocket from, NetSocket to, Runnable flowed) {
		from.exceptionHandler((cause) -> Resets.reset(to));
		// Not the close handler, which does not wait for what the other end has to take.
		from.endHandler((ended) -> to.end());
		from.handler((data) -> {
			flowed.run();
			to.write(data);
			if (to.writeQueueFull()) {
				from.pause();
				to.drainHandler((drained) -> from.resume());
			}
		});
	}

}
