package io.github.spotaware.lifecycle;

/**
 * Where the drain waits. Injected, so that a drain of minutes is tested in microseconds.
 */
interface Gate {

	/**
	 * Wait until woken, or for a time. A wake that came before the wait ends it at once.
	 * @param nanos the longest time to wait
	 * @throws InterruptedException when the waiting thread is interrupted
	 */
	void await(long nanos) throws InterruptedException;

	/**
	 * End a wait. May be called by any thread.
	 */
	void wake();

}
