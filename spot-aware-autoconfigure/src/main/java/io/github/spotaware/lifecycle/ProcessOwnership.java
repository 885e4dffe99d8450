package io.github.spotaware.lifecycle;

import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ApplicationContext;
import org.springframework.util.ClassUtils;

/**
 * Knows whether the process is the application's own: not in a servlet container that
 * somebody else started, and not while devtools restart it.
 */
final class ProcessOwnership {

	private static final boolean WEB_SERVERS = ClassUtils.isPresent(
			"org.springframework.boot.web.server.context.WebServerApplicationContext",
			ProcessOwnership.class.getClassLoader());

	private ProcessOwnership() {
	}

	static boolean isOurs(ApplicationContext context) {
		return !isRestartedByDevtools(context) && !(WEB_SERVERS && WebServers.isDeployed(context));
	}

	private static boolean isRestartedByDevtools(ApplicationContext context) {
		ClassLoader classLoader = context.getClassLoader();
		return classLoader != null
				&& classLoader.getClass().getName().startsWith("org.springframework.boot.devtools.restart.");
	}

	/**
	 * Kept apart, since web servers are optional.
	 */
	private static final class WebServers {

		private WebServers() {
		}

		static boolean isDeployed(ApplicationContext context) {
			return context instanceof WebServerApplicationContext web && web.getWebServer() == null;
		}

	}

}
