package io.github.spotaware.lifecycle;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

import io.github.spotaware.Check;
import io.github.spotaware.Finding;
import io.github.spotaware.Severity;

import org.springframework.context.ApplicationContext;
import org.springframework.util.ClassUtils;

/**
 * Finds that SIGTERM does not lead to a drain, or not to a closing application context.
 */
final class SignalCheck implements Check {

	private static final String REDUCED_SIGNALS = "-Xrs";

	private static final String SHUTDOWN_HOOK = "spring.main.register-shutdown-hook";

	private final SpotLifecycle lifecycle;

	private final ApplicationContext context;

	private final Supplier<List<String>> arguments;

	/**
	 * Create the check.
	 * @param lifecycle knows whether there is a platform that sends one
	 * @param context the application context
	 * @param arguments gives the arguments of the JVM
	 */
	SignalCheck(SpotLifecycle lifecycle, ApplicationContext context, Supplier<List<String>> arguments) {
		this.lifecycle = lifecycle;
		this.context = context;
		this.arguments = arguments;
	}

	@Override
	public List<Finding> findings() {
		if (!this.lifecycle.active() || !ProcessOwnership.isOurs(this.context)) {
			return List.of();
		}
		List<Finding> findings = new ArrayList<>();
		if (this.arguments.get().contains(REDUCED_SIGNALS)) {
			findings.add(notHandled());
		}
		else if (!ClassUtils.isPresent("sun.misc.Signal", this.context.getClassLoader())) {
			findings.add(handledLate());
		}
		if (!this.context.getEnvironment().getProperty(SHUTDOWN_HOOK, Boolean.class, true)) {
			findings.add(noHook());
		}
		return findings;
	}

	private static Finding notHandled() {
		return new Finding("signals-not-handled", Severity.CRITICAL,
				"The JVM was started with '%s': SIGTERM ends this process at once, without a drain, and the requests that are in flight or still sent to it are lost."
					.formatted(REDUCED_SIGNALS),
				"Start the JVM without '%s'; look into JAVA_TOOL_OPTIONS and JDK_JAVA_OPTIONS, too."
					.formatted(REDUCED_SIGNALS));
	}

	private static Finding handledLate() {
		return new Finding("signals-not-handled", Severity.INFO,
				"The module 'jdk.unsupported' is missing, so that signals cannot be handled: the drain begins when the application context closes, and the shutdown hooks of other libraries run beside it.",
				"Add the module 'jdk.unsupported' to the runtime image.");
	}

	private static Finding noHook() {
		return new Finding("shutdown-hook-off", Severity.WARNING,
				"'%s' is 'false': SIGTERM drains, but then the JVM ends without closing the application context, so that no bean is destroyed and a request that still runs is cut off."
					.formatted(SHUTDOWN_HOOK),
				"Remove '%s', unless something of the application's own closes the context on SIGTERM."
					.formatted(SHUTDOWN_HOOK));
	}

}
