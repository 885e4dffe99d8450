package io.github.spotaware.diagnostics;

import io.github.spotaware.lifecycle.PlatformSigns;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.boot.context.event.ApplicationStartedEvent;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ApplicationListener;
import org.springframework.core.env.Environment;

/**
 * Says that there is no platform, or what hides it, once the application has started.
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
			tell(this.context.getEnvironment());
		}
	}

	private void tell(Environment environment) {
		String withheld = PlatformSigns.withheld(environment, this.context.getClassLoader());
		if (withheld != null) {
			logger.warn("Nothing to do: " + withheld);
			return;
		}
		boolean configured = "none".equalsIgnoreCase(environment.getProperty("spot-aware.platform", "").trim());
		logger.info("Nothing to do: "
				+ (configured ? "'spot-aware.platform' is 'none'" : "no sign of a platform that interrupts"));
	}

}
