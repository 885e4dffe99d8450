package io.github.spotaware.lifecycle;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.util.ClassUtils;

/**
 * Knows whether the process is the application's own: not in a servlet container that
 * somebody else started, and not while devtools restart it. Gives the same answer on
 * every thread and while the context closes.
 */
final class ProcessOwnership {

	private static final String SERVLET_CONTEXT = "servletContext";

	private static final boolean WEB_SERVERS = ClassUtils.isPresent(
			"org.springframework.boot.web.server.context.WebServerApplicationContext",
			ProcessOwnership.class.getClassLoader());

	private ProcessOwnership() {
	}

	static boolean isOurs(ApplicationContext context) {
		return !isRestartedByDevtools(context) && !isDeployed(context);
	}

	/**
	 * Go by the class loader of the beans: the context's own answer is that of the thread
	 * that asks.
	 */
	private static boolean isRestartedByDevtools(ApplicationContext context) {
		ClassLoader classLoader = (context instanceof ConfigurableApplicationContext configurable)
				? configurable.getBeanFactory().getBeanClassLoader() : context.getClassLoader();
		return classLoader != null
				&& classLoader.getClass().getName().startsWith("org.springframework.boot.devtools.restart.");
	}

	/**
	 * A context with a servlet context has its own web server, or was deployed.
	 */
	private static boolean isDeployed(ApplicationContext context) {
		for (ApplicationContext current = context; current != null; current = current.getParent()) {
			Boolean serving = WEB_SERVERS ? WebServers.serving(current) : null;
			if (serving != null) {
				return !serving;
			}
			if (current.containsLocalBean(SERVLET_CONTEXT)) {
				return true;
			}
		}
		return false;
	}

	/**
	 * Kept apart, since web servers are optional.
	 */
	private static final class WebServers {

		private WebServers() {
		}

		/**
		 * Return whether a context has a web server running, or {@code null} when it is
		 * not one that would.
		 */
		static @Nullable Boolean serving(ApplicationContext context) {
			return (context instanceof WebServerApplicationContext web) ? web.getWebServer() != null : null;
		}

	}

}
