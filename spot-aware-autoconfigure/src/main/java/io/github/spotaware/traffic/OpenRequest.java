package io.github.spotaware.traffic;

import java.io.Serial;
import java.util.concurrent.atomic.AtomicLong;

import org.jspecify.annotations.Nullable;

/**
 * A request that leaves the thread it began on, and ends exactly once however many
 * threads say so.
 */
public final class OpenRequest extends AtomicLong {

	@Serial
	private static final long serialVersionUID = 1L;

	private static final long ENDED = -2;

	private final transient InFlight inFlight;

	OpenRequest(InFlight inFlight, long epoch) {
		super(epoch);
		this.inFlight = inFlight;
	}

	/**
	 * Let the drain wait for it no longer.
	 */
	public void release() {
		long epoch = get();
		if (epoch >= 0 && compareAndSet(epoch, InFlight.RELEASED)) {
			this.inFlight.release(epoch);
		}
	}

	/**
	 * Let the drain wait for it no longer if its response goes on for as long as the
	 * caller wants.
	 * @param contentType the content type of its response
	 */
	public void releaseEventStream(@Nullable String contentType) {
		if (contentType != null && contentType.startsWith("text/event-stream")) {
			release();
		}
	}

	/**
	 * End it, unless it has ended.
	 */
	public void end() {
		long epoch = getAndSet(ENDED);
		if (epoch != ENDED) {
			this.inFlight.end(epoch);
		}
	}

}
