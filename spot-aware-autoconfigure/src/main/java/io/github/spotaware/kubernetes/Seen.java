package io.github.spotaware.kubernetes;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;

/**
 * Keeps what was last seen of something, for whoever would rather wait a moment than do
 * without. Safe for use by any thread.
 *
 * @param <T> the type of what is seen
 */
final class Seen<T> {

	private final CountDownLatch looked = new CountDownLatch(1);

	private volatile @Nullable T value;

	/**
	 * Say what was seen.
	 */
	void is(T seen) {
		this.value = seen;
		this.looked.countDown();
	}

	/**
	 * Say that there was nothing to see, so that nobody waits for it.
	 */
	void missed() {
		this.looked.countDown();
	}

	/**
	 * Wait for the first look.
	 * @param limit the longest time to wait
	 * @return what was last seen, or {@code null} when nothing was
	 */
	@Nullable T await(Duration limit) throws InterruptedException {
		boolean inTime = this.looked.await(limit.toNanos(), TimeUnit.NANOSECONDS);
		return inTime ? this.value : null;
	}

}
