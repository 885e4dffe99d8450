package io.github.spotaware.actuate;

import io.github.spotaware.lifecycle.LifecycleAutoConfiguration;
import io.github.spotaware.lifecycle.SpotLifecycle;

import org.springframework.boot.actuate.autoconfigure.info.ConditionalOnEnabledInfoContributor;
import org.springframework.boot.actuate.info.InfoContributor;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;

/**
 * Auto-configuration of what the endpoint {@code info} shows of us.
 */
@AutoConfiguration(after = LifecycleAutoConfiguration.class)
@ConditionalOnClass({ ConditionalOnEnabledInfoContributor.class, InfoContributor.class })
@ConditionalOnEnabledInfoContributor("spot")
@ConditionalOnBean(SpotLifecycle.class)
public final class SpotInfoAutoConfiguration {

	@Bean
	SpotInfo spotInfoContributor(SpotLifecycle lifecycle) {
		return new SpotInfo(lifecycle);
	}

}
