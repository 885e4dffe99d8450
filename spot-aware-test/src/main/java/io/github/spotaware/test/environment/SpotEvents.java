package io.github.spotaware.test.environment;

import java.lang.reflect.Method;

import org.jspecify.annotations.Nullable;

import org.springframework.context.ApplicationEvent;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.util.ClassUtils;
import org.springframework.util.ReflectionUtils;

/**
 * Reads Spot Aware's public event by its names, since this module knows none of its
 * classes: {@code SpotStateChanged#current()}, and {@code id()}, {@code cause()} and
 * {@code deadline()} of the state.
 */
final class SpotEvents {

	private static final String EVENT = "io.github.spotaware.SpotStateChanged";

	private static final String PACKAGE = "io.github.spotaware.lifecycle.";

	private static final String ALWAYS_THERE = "io.github.spotaware.PlatformDetector";

	private SpotEvents() {
	}

	/**
	 * Reads an event.
	 * @param payload the event
	 * @return what it says, or {@code null} for any other event
	 */
	static @Nullable Transition read(Object payload) {
		if (!payload.getClass().getName().equals(EVENT)) {
			return null;
		}
		long now = System.nanoTime();
		Object state = require(payload, "current");
		String id = require(state, "id").toString();
		return new Transition(id, id.equals(Transition.DRAINED) ? "" : detail(state), now);
	}

	/**
	 * Returns whether Spot Aware has published an event.
	 */
	static boolean isFromSpotAware(ApplicationEvent event) {
		return event.getSource().getClass().getName().startsWith(PACKAGE);
	}

	private static String detail(Object state) {
		Object cause = get(state, "cause");
		Object deadline = get(state, "deadline");
		Object reason = get(state, "reason");
		if (cause != null && deadline != null) {
			return "%s, deadline %s".formatted(require(cause, "description"), require(deadline, "time"));
		}
		return (reason != null) ? reason.toString() : "";
	}

	private static Object require(Object owner, String accessor) {
		Object value = get(owner, accessor);
		if (value == null) {
			throw new IllegalStateException("'%s' has no '%s': this version of Spot Aware does not fit spot-aware-test"
				.formatted(owner.getClass().getName(), accessor));
		}
		return value;
	}

	private static @Nullable Object get(Object owner, String accessor) {
		Method method = ClassUtils.getMethodIfAvailable(owner.getClass(), accessor);
		return (method != null) ? ReflectionUtils.invokeMethod(method, owner) : null;
	}

	/**
	 * Returns why an application context has no Spot Aware.
	 * @return the reason with a remedy, or {@code null} if it has
	 */
	static @Nullable String whyAbsent(ConfigurableApplicationContext context) {
		ClassLoader classLoader = context.getClassLoader();
		if (!ClassUtils.isPresent(ALWAYS_THERE, classLoader)) {
			return "The application does not have Spot Aware: add 'io.github.spotaware:spot-aware-starter' to it";
		}
		Class<?> detector = ClassUtils.resolveClassName(ALWAYS_THERE, classLoader);
		if (context.getBeanNamesForType(detector, true, false).length > 0) {
			return null;
		}
		String enabled = context.getEnvironment().getProperty("spot-aware.enabled");
		return "false".equalsIgnoreCase(enabled)
				? "Spot Aware is switched off: 'spot-aware.enabled' is 'false'. Set it to 'true' for this test"
				: "Spot Aware's auto-configuration is not part of the application context: "
						+ "it needs @EnableAutoConfiguration, which test slices leave out in part";
	}

}
