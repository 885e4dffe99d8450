package io.github.spotaware.web;

import java.util.List;

import io.github.spotaware.Check;
import io.github.spotaware.DrainTerms;
import io.github.spotaware.Finding;
import io.github.spotaware.Severity;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ApplicationContext;

/**
 * Finds that the web server does not wait for open requests when it stops.
 */
final class GracefulShutdownCheck implements Check {

	private static final String SHUTDOWN = "server.shutdown";

	private final ApplicationContext context;

	private final ObjectProvider<DrainTerms> terms;

	GracefulShutdownCheck(ApplicationContext context, ObjectProvider<DrainTerms> terms) {
		this.context = context;
		this.terms = terms;
	}

	@Override
	public List<Finding> findings() {
		DrainTerms known = this.terms.getIfAvailable();
		boolean serves = this.context instanceof WebServerApplicationContext web && web.getWebServer() != null;
		String shutdown = this.context.getEnvironment().getProperty(SHUTDOWN, "graceful");
		if (known == null || known.known() == null || !serves || !shutdown.equalsIgnoreCase("immediate")) {
			return List.of();
		}
		return List.of(new Finding("graceful-shutdown-off", Severity.WARNING,
				"'%s' is '%s': after the drain the web server stops without waiting, and cuts off requests that are still open: long ones, and those of callers that let go late."
					.formatted(SHUTDOWN, shutdown),
				"Remove '%s', or set it to 'graceful'.".formatted(SHUTDOWN)));
	}

}
