package io.github.spotaware.test.environment;

import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.boot.availability.ApplicationAvailability;
import org.springframework.boot.availability.AvailabilityChangeEvent;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.boot.context.event.ApplicationFailedEvent;
import org.springframework.boot.context.event.ApplicationPreparedEvent;
import org.springframework.context.ApplicationEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.PayloadApplicationEvent;
import org.springframework.context.event.ApplicationContextEvent;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.ContextRefreshedEvent;
import org.springframework.core.Ordered;
import org.springframework.util.ClassUtils;

/**
 * Connects an application with the environment that its properties name, and tells the
 * environment what the application does. Does nothing in any other application.
 */
final class SpotEnvironmentListener implements ApplicationListener<ApplicationEvent>, Ordered {

	private static final String BEAN_NAME = "spotEnvironment";

	private static final String LOAD_BALANCING = "software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client";

	private @Nullable SpotEnvironment environment;

	private @Nullable ConfigurableApplicationContext context;

	@Override
	public int getOrder() {
		return LOWEST_PRECEDENCE;
	}

	@Override
	public void onApplicationEvent(ApplicationEvent event) {
		if (event instanceof ApplicationPreparedEvent prepared) {
			prepare(prepared.getApplicationContext());
		}
		else if (this.environment != null && this.context != null) {
			follow(event, this.environment, this.context);
		}
	}

	private void prepare(ConfigurableApplicationContext prepared) {
		String id = prepared.getEnvironment().getProperty(SpotProperties.ENVIRONMENT);
		if (id == null) {
			return;
		}
		SpotEnvironment found = SpotEnvironment.byId(id);
		if (found == null) {
			throw new IllegalStateException("'%s' is '%s', but there is no such SpotEnvironment: it may be closed"
				.formatted(SpotProperties.ENVIRONMENT, id));
		}
		this.environment = found;
		this.context = prepared;
		ConfigurableListableBeanFactory beans = prepared.getBeanFactory();
		beans.registerSingleton(BEAN_NAME, found);
		if (ClassUtils.isPresent(LOAD_BALANCING, prepared.getClassLoader())
				&& beans instanceof BeanDefinitionRegistry registry) {
			LoadBalancingClient.register(registry, found.loadBalancing().endpoint());
		}
	}

	private static void follow(ApplicationEvent event, SpotEnvironment environment,
			ConfigurableApplicationContext context) {
		if (event instanceof AvailabilityChangeEvent<?> change
				&& change.getState() instanceof ReadinessState readiness) {
			if (!SpotEvents.isFromSpotAware(change)) {
				environment.application().wants(readiness == ReadinessState.ACCEPTING_TRAFFIC);
			}
		}
		else if (event instanceof PayloadApplicationEvent<?> payload && payload.getSource() == context) {
			Transition transition = SpotEvents.read(payload.getPayload());
			if (transition != null) {
				environment.application().changed(transition);
			}
		}
		else if (event instanceof ApplicationFailedEvent) {
			environment.failed();
		}
		else if (event instanceof ApplicationContextEvent own && own.getApplicationContext() == context) {
			if (own instanceof ContextRefreshedEvent) {
				started(environment, context);
			}
			else if (own instanceof ContextClosedEvent) {
				environment.stopped();
			}
		}
	}

	private static void started(SpotEnvironment environment, ConfigurableApplicationContext context) {
		Integer port = context.getEnvironment().getProperty("local.server.port", Integer.class);
		boolean dryRun = context.getEnvironment().getProperty("spot-aware.dry-run", Boolean.class, false);
		ApplicationAvailability availability = context.getBeanProvider(ApplicationAvailability.class).getIfAvailable();
		environment.application()
			.started(SpotEvents.whyAbsent(context), port, dryRun, () -> (availability != null)
					? availability.getReadinessState() == ReadinessState.ACCEPTING_TRAFFIC : null);
		if (port != null) {
			environment.stage().enter(port);
		}
	}

}
