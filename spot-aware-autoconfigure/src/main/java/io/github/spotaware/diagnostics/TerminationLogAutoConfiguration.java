package io.github.spotaware.diagnostics;

import io.github.spotaware.lifecycle.LifecycleAutoConfiguration;
import io.github.spotaware.lifecycle.SpotLifecycle;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;

/**
 * Auto-configuration of the message that a pod leaves. Elsewhere it adds nothing.
 */
@AutoConfiguration(after = LifecycleAutoConfiguration.class)
@Conditional(OnPod.class)
@ConditionalOnBean(SpotLifecycle.class)
@EnableConfigurationProperties(TerminationLogProperties.class)
public final class TerminationLogAutoConfiguration {

	@Bean
	@ConditionalOnBooleanProperty(name = "spot-aware.dry-run", havingValue = false, matchIfMissing = true)
	TerminationLog spotTerminationLog(TerminationLogProperties properties) {
		return new TerminationLog(properties.terminationLog());
	}

}
