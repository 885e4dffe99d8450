package io.github.spotaware.background;

import java.lang.reflect.Method;

import org.jspecify.annotations.Nullable;

import org.springframework.amqp.rabbit.listener.AbstractMessageListenerContainer;
import org.springframework.aot.hint.ExecutableMode;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.RuntimeHintsRegistrar;
import org.springframework.util.ReflectionUtils;

/**
 * How a container of Spring AMQP stops.
 *
 * @param force whether prefetched messages are given back at once
 * @param timeout how long it waits for messages in hand, in milliseconds
 */
record RabbitStopSettings(boolean force, long timeout) {

	private static final String FORCE = "isForceStop";

	private static final String TIMEOUT = "getShutdownTimeout";

	/**
	 * Read them. Their getters are not public; where they cannot be read, the library's
	 * defaults are taken.
	 */
	static RabbitStopSettings of(AbstractMessageListenerContainer container) {
		return new RabbitStopSettings(read(container, FORCE) instanceof Boolean force && force,
				(read(container, TIMEOUT) instanceof Long timeout) ? timeout
						: AbstractMessageListenerContainer.DEFAULT_SHUTDOWN_TIMEOUT);
	}

	private static @Nullable Object read(AbstractMessageListenerContainer container, String getter) {
		Method method = getter(getter);
		if (method == null) {
			return null;
		}
		ReflectionUtils.makeAccessible(method);
		return ReflectionUtils.invokeMethod(method, container);
	}

	private static @Nullable Method getter(String name) {
		return ReflectionUtils.findMethod(AbstractMessageListenerContainer.class, name);
	}

	void applyTo(AbstractMessageListenerContainer container) {
		container.setForceStop(this.force);
		container.setShutdownTimeout(this.timeout);
	}

	/**
	 * Lets a native image call the getters.
	 */
	static final class Hints implements RuntimeHintsRegistrar {

		@Override
		public void registerHints(RuntimeHints hints, @Nullable ClassLoader classLoader) {
			register(hints, getter(FORCE));
			register(hints, getter(TIMEOUT));
		}

		private static void register(RuntimeHints hints, @Nullable Method method) {
			if (method != null) {
				hints.reflection().registerMethod(method, ExecutableMode.INVOKE);
			}
		}

	}

}
