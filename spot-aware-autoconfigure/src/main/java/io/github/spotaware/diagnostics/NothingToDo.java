package io.github.spotaware.diagnostics;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.boot.context.event.ApplicationStartedEvent;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ApplicationListener;

/**
 * Says that there is no platform, once the application has started.
 */
final class NothingToDo implements ApplicationListener<ApplicationStartedEvent> {

	private static final Log logger = LogFactory.getLog(NothingToDo.class);

	private final ApplicationContext context;

	NothingToDo(ApplicationContext context) {
		this.context = context;
	}

	@Override
	public void onApplicationEvent(ApplicationStartedEvent event) {
		if (event.getApplicationContext() == this.context) {
			boolean configured = "none"
				.equalsIgnoreCase(this.context.getEnvironment().getProperty("spot-aware.platform", "").trim());
			logger.info("Nothing to do: "
					+ (configured ? "'spot-aware.platform' is 'none'" : "no sign of a platform that interrupts"));
		}
	}

}
