package io.github.spotaware.background;

import java.util.concurrent.atomic.AtomicBoolean;

import org.mockito.invocation.InvocationOnMock;

import org.springframework.context.SmartLifecycle;

import static org.mockito.ArgumentMatchers.any;
import static org.mockito.BDDMockito.given;
import static org.mockito.BDDMockito.willAnswer;
import static org.mockito.Mockito.mock;

/**
 * Mocks listener containers that run until they are stopped. All of what they answer is
 * said beforehand, since they are stopped by a thread of their own.
 */
final class RunningContainer {

	private RunningContainer() {
	}

	static <C extends SmartLifecycle> C mocked(Class<C> type, String name) {
		AtomicBoolean running = new AtomicBoolean(true);
		C container = mock(type, name);
		given(container.isRunning()).willAnswer((invocation) -> running.get());
		willAnswer((invocation) -> stop(running, invocation)).given(container).stop(any(Runnable.class));
		return container;
	}

	private static Void stop(AtomicBoolean running, InvocationOnMock invocation) {
		running.set(false);
		invocation.<Runnable>getArgument(0).run();
		return null;
	}

}
