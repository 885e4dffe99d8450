package io.github.spotaware.platform;

import java.nio.file.Path;
import java.time.Duration;

import io.github.spotaware.FindingLog;
import io.github.spotaware.GracePeriod;
import io.github.spotaware.PlatformDetector;
import io.github.spotaware.PlatformProbe;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;

/**
 * Auto-configuration of the platform's detection.
 */
@AutoConfiguration
@EnableConfigurationProperties(PlatformProperties.class)
public final class PlatformAutoConfiguration {

	/**
	 * The outermost limit; a probe keeps its own, shorter one. Loading a client's classes
	 * takes seconds on a small instance.
	 */
	private static final Duration LIMIT = Duration.ofSeconds(5);

	@Bean
	@ConditionalOnMissingBean
	PlatformDetector spotPlatformDetector(PlatformProperties properties, ObjectProvider<PlatformProbe> probes,
			Environment environment, SwallowedSigterm swallowed) {
		if (!environment.getProperty("spot-aware.enabled", Boolean.class, true)) {
			// AOT processing chose the beans when the application was built.
			return new SwitchedOff();
		}
		return new ProbingPlatformDetector(properties.platform(), () -> probes.orderedStream().toList(),
				PlatformAutoConfiguration::run, LIMIT, isStartedByAnother(environment) ? () -> {
				} : swallowed::look);
	}

	/**
	 * What starts a test, or a step of a pipeline, is not what starts the application.
	 * Most pipelines set a variable {@code CI}; an image that one runs does not see it.
	 */
	private static boolean isStartedByAnother(Environment environment) {
		boolean examined = "exit".equalsIgnoreCase(environment.getProperty("spot-aware.doctor"));
		return environment.getProperty("spot-aware.in-tests", Boolean.class, false)
				|| (examined && !environment.getProperty("CI", "").isBlank());
	}

	private static void run(Runnable task) {
		Thread thread = new Thread(task, "spot-aware-probe");
		thread.setDaemon(true);
		thread.start();
	}

	@Bean
	SwallowedSigterm spotSwallowedSigterm(ObjectProvider<FindingLog> log) {
		return new SwallowedSigterm(Path.of("/"), System.getenv(), log.getIfUnique(() -> FindingLog.AT_ONCE));
	}

	@Bean
	@Order(Ordered.LOWEST_PRECEDENCE)
	GracePeriod spotHostGracePeriod() {
		return new HostGracePeriod(Path.of("/"), System.getenv());
	}

}
