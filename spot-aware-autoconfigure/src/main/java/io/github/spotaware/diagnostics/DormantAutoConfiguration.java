package io.github.spotaware.diagnostics;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;

/**
 * Auto-configuration in place of all others where no sign of a platform is seen.
 */
@AutoConfiguration
public final class DormantAutoConfiguration {

	@Bean
	NothingToDo spotNothingToDo(ApplicationContext context) {
		UnusedProperties.check(context.getEnvironment(), context.getClassLoader());
		return new NothingToDo(context);
	}

}
