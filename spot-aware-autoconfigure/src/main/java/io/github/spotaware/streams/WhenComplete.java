package io.github.spotaware.streams;

import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;

/**
 * Does something when the container has completed an asynchronous request, which it does
 * after an error and a time-out as well.
 *
 * @param action what is done
 */
record WhenComplete(Runnable action) implements AsyncListener {

	@Override
	public void onComplete(AsyncEvent event) {
		this.action.run();
	}

	@Override
	public void onStartAsync(AsyncEvent event) {
		event.getAsyncContext().addListener(this); // starting anew drops listeners
	}

	@Override
	public void onTimeout(AsyncEvent event) {
	}

	@Override
	public void onError(AsyncEvent event) {
	}

}
