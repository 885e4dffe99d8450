package io.github.spotaware.web;

import java.util.List;

import io.github.spotaware.DrainTerms;
import io.github.spotaware.HealthPaths;
import io.github.spotaware.LoadBalancerView;
import io.github.spotaware.TargetView;
import jakarta.servlet.Filter;
import reactor.netty.http.server.HttpServer;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.health.actuate.endpoint.HealthEndpointGroups;
import org.springframework.boot.jetty.ConfigurableJettyWebServerFactory;
import org.springframework.boot.reactor.netty.NettyReactiveWebServerFactory;
import org.springframework.boot.tomcat.TomcatWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;
import org.springframework.web.server.WebFilter;

/**
 * Auto-configuration that looks whether the settings of a web application suit a drain.
 */
@AutoConfiguration
@ConditionalOnWebApplication
public final class WebChecksAutoConfiguration {

	@Bean
	IdleLimits spotAwareIdleLimits() {
		return new IdleLimits();
	}

	@Bean
	KeepAliveCheck spotAwareKeepAliveCheck(IdleLimits limits, ObjectProvider<LoadBalancerView> balancers) {
		return new KeepAliveCheck(limits, balancers);
	}

	@Bean
	GracefulShutdownCheck spotAwareGracefulShutdownCheck(ApplicationContext context, ObjectProvider<DrainTerms> terms) {
		return new GracefulShutdownCheck(context, terms);
	}

	@Bean
	ReadinessCheck spotAwareReadinessCheck(ObjectProvider<HealthGroups> groups, HealthPaths paths,
			ObjectProvider<DrainTerms> terms, ObjectProvider<TargetView> targets, Environment environment) {
		return new ReadinessCheck(groups.getIfAvailable(() -> List::of), paths, terms, targets, environment);
	}

	/**
	 * For a servlet container.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
	@ConditionalOnClass(Filter.class)
	static class ServletConfiguration {

		@Bean
		ProbePaths spotAwareProbePaths(Environment environment, ObjectProvider<HealthGroups> groups) {
			return new ProbePaths(environment,
					withoutSlashAtEnd(environment.getProperty("server.servlet.context-path", ""))
							+ environment.getProperty("spring.mvc.servlet.path", ""),
					groups.getIfAvailable(() -> List::of));
		}

		private static String withoutSlashAtEnd(String path) {
			return path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
		}

	}

	/**
	 * For a reactive server.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.REACTIVE)
	@ConditionalOnClass(WebFilter.class)
	static class ReactiveConfiguration {

		@Bean
		ProbePaths spotAwareProbePaths(Environment environment, ObjectProvider<HealthGroups> groups) {
			return new ProbePaths(environment, CountReactiveTraffic.basePath(environment),
					groups.getIfAvailable(() -> List::of));
		}

	}

	/**
	 * For Boot's health endpoint.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(HealthEndpointGroups.class)
	static class HealthConfiguration {

		@Bean
		EndpointHealthGroups spotAwareHealthGroups(ApplicationContext context) {
			return new EndpointHealthGroups(context);
		}

	}

	/**
	 * For Tomcat.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(TomcatWebServerFactory.class)
	static class TomcatConfiguration {

		@Bean
		@Order(Ordered.LOWEST_PRECEDENCE)
		WebServerFactoryCustomizer<TomcatWebServerFactory> spotAwareTomcatIdleLimitCustomizer(IdleLimits limits) {
			return (factory) -> new TomcatIdleLimit().addTo(factory, limits);
		}

	}

	/**
	 * For Jetty.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(ConfigurableJettyWebServerFactory.class)
	static class JettyConfiguration {

		@Bean
		WebServerFactoryCustomizer<ConfigurableJettyWebServerFactory> spotAwareJettyIdleLimitCustomizer(
				IdleLimits limits) {
			return (factory) -> new JettyIdleLimit().addTo(factory, limits);
		}

	}

	/**
	 * For Reactor Netty.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass({ NettyReactiveWebServerFactory.class, HttpServer.class })
	static class ReactorNettyConfiguration {

		@Bean
		@Order(Ordered.LOWEST_PRECEDENCE)
		WebServerFactoryCustomizer<NettyReactiveWebServerFactory> spotAwareReactorNettyIdleLimitCustomizer(
				IdleLimits limits) {
			return (factory) -> new ReactorNettyIdleLimit().addTo(factory, limits);
		}

	}

}
