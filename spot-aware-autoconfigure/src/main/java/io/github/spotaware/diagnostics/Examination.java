package io.github.spotaware.diagnostics;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import io.github.spotaware.Platform;
import io.github.spotaware.PlatformDetector.Detected;
import io.github.spotaware.Severity;
import io.github.spotaware.lifecycle.SpotLifecycle;
import io.github.spotaware.lifecycle.SpotPrepared;
import io.github.spotaware.lifecycle.SpotView;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.event.ApplicationStartedEvent;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.context.ApplicationListener;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.PayloadApplicationEvent;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.core.env.AbstractEnvironment;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

/**
 * What was found without the application: Spot Aware alone, with the application's
 * configuration, gets ready for a drain and does nothing that anybody would notice.
 *
 * @param text what to print
 * @param exitCode what to exit with
 */
record Examination(String text, int exitCode) {

	/**
	 * Nothing to change.
	 */
	static final int CLEAN = 0;

	/**
	 * A drain would fail.
	 */
	static final int CRITICAL = 3;

	/**
	 * A drain may lose requests.
	 */
	static final int WARNING = 4;

	/**
	 * Nothing was found, but not all could be checked.
	 */
	static final int UNCHECKED = 5;

	/**
	 * How long the platform and AWS have to answer.
	 */
	private static final int LIMIT_SECONDS = 30;

	private static final int DEFAULT_PORT = 8080;

	private static final String TARGET_PORT = "spot-aware.elb.target-port";

	/**
	 * Examine what an application would have.
	 * @param application its context, before it has any bean
	 */
	static Examination of(ConfigurableApplicationContext application) {
		try (AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext()) {
			CountDownLatch prepared = new CountDownLatch(1);
			context.setEnvironment(environment(application.getEnvironment()));
			context.setClassLoader(application.getClassLoader());
			context.register(DoctorConfiguration.class);
			context.addApplicationListener(new Preparation(prepared));
			context.refresh();
			SpotLifecycle lifecycle = context.getBeanProvider(SpotLifecycle.class).getIfAvailable();
			if (lifecycle == null) {
				return nothing("'spot-aware.enabled' is 'false', or there is no sign of a platform that interrupts");
			}
			context.publishEvent(new ApplicationStartedEvent(new SpringApplication(), new String[0], context, null));
			Detected detected = lifecycle.platform();
			if (detected != null && detected.identity().platform() == Platform.NONE) {
				return nothing(detected.reason());
			}
			boolean complete = await(prepared);
			return of(lifecycle.platform(), Diagnosis.of(context.getBean(SpotView.class)), complete);
		}
	}

	/**
	 * Nothing but what the application configures, in its order.
	 */
	private static ConfigurableEnvironment environment(ConfigurableEnvironment application) {
		ConfigurableEnvironment environment = new AbstractEnvironment() {
		};
		environment.merge(application);
		environment.getPropertySources().addFirst(new MapPropertySource("doctor", overrides(application)));
		ConfigurationPropertySources.attach(environment);
		return environment;
	}

	/**
	 * Do no harm, and take the web server's port from the configuration: there is none to
	 * ask.
	 */
	private static Map<String, Object> overrides(ConfigurableEnvironment application) {
		Map<String, Object> overrides = new HashMap<>(Map.of("spot-aware.dry-run", true));
		Binder binder = Binder.get(application);
		int port = binder.bind("server.port", Integer.class).orElse(DEFAULT_PORT);
		if (port > 0 && !binder.bind(TARGET_PORT, Integer.class).isBound()) {
			overrides.put(TARGET_PORT, port);
		}
		return overrides;
	}

	private static Examination nothing(String reason) {
		return new Examination("Doctor: nothing to examine: " + reason, CLEAN);
	}

	static Examination of(@Nullable Detected detected, Diagnosis diagnosis, boolean complete) {
		String platform = (detected != null)
				? "%s: %s".formatted(detected.identity().platform().description(), detected.reason())
				: "it is not known yet";
		String end = complete ? ""
				: "%nNot all was examined: what was asked did not answer within %d s".formatted(LIMIT_SECONDS);
		return new Examination("Platform: %s%n%s%s".formatted(platform, DiagnosisText.of(diagnosis), end),
				exitCode(diagnosis, complete));
	}

	private static int exitCode(Diagnosis diagnosis, boolean complete) {
		if (diagnosis.has(Severity.CRITICAL)) {
			return CRITICAL;
		}
		if (diagnosis.has(Severity.WARNING)) {
			return WARNING;
		}
		return (complete && !diagnosis.has(Severity.UNCHECKED)) ? CLEAN : UNCHECKED;
	}

	private static boolean await(CountDownLatch prepared) {
		try {
			return prepared.await(LIMIT_SECONDS, TimeUnit.SECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return false;
		}
	}

	/**
	 * Learns when all has got ready.
	 *
	 * @param done is counted down then
	 */
	private record Preparation(CountDownLatch done) implements ApplicationListener<PayloadApplicationEvent<?>> {

		@Override
		public void onApplicationEvent(PayloadApplicationEvent<?> event) {
			if (event.getPayload() instanceof SpotPrepared) {
				this.done.countDown();
			}
		}

	}

}
