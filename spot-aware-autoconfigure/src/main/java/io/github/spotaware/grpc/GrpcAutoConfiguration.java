package io.github.spotaware.grpc;

import java.time.Duration;
import java.util.List;

import io.github.spotaware.StreamRegister;
import io.github.spotaware.Ticker;
import io.grpc.ServerBuilder;
import io.grpc.protobuf.services.HealthStatusManager;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.grpc.server.autoconfigure.GrpcServerAutoConfiguration;
import org.springframework.boot.grpc.server.autoconfigure.health.GrpcServerHealthAutoConfiguration;
import org.springframework.boot.grpc.server.health.HealthCheckedGrpcComponents;
import org.springframework.boot.health.contributor.Status;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;
import org.springframework.grpc.server.lifecycle.GrpcServerLifecycle;

/**
 * Auto-configuration for applications that serve gRPC by Spring Boot's own server. One
 * that a web server serves as a servlet needs none of it.
 */
@AutoConfiguration(after = { GrpcServerAutoConfiguration.class, GrpcServerHealthAutoConfiguration.class },
		afterName = { "io.github.spotaware.streams.StreamsAutoConfiguration",
				"io.github.spotaware.web.WebTrafficAutoConfiguration" })
@ConditionalOnClass({ GrpcServerLifecycle.class, ServerBuilder.class })
@ConditionalOnBean(GrpcServerLifecycle.class)
public final class GrpcAutoConfiguration {

	@Bean
	GrpcTraffic spotAwareGrpcTraffic(Ticker ticker, Environment environment) {
		return new GrpcTraffic(ticker,
				value(environment, "long-lived", Bindable.of(Duration.class), Duration.ofSeconds(10)));
	}

	@Bean
	@Order(Ordered.LOWEST_PRECEDENCE)
	CallCounting<?> spotAwareGrpcCallCounting(GrpcTraffic traffic, ObjectProvider<StreamRegister> register,
			Ticker ticker, Environment environment) {
		IgnoredCalls ignored = new IgnoredCalls(
				value(environment, "ignored-paths", Bindable.listOf(String.class), List.of()));
		return new CallCounting<>(new TrafficInterceptor(traffic, ignored, register.getIfAvailable(), ticker));
	}

	@Bean
	GrpcServers spotAwareGrpcServers() {
		return new GrpcServers();
	}

	@Bean
	Connections spotAwareGrpcConnections() {
		return new Connections();
	}

	@Bean
	ConnectionsCheck spotAwareGrpcConnectionsCheck(GrpcServers servers, Connections connections) {
		return new ConnectionsCheck(servers, connections);
	}

	@Bean
	CurrentDrain spotAwareGrpcDrain(GrpcTraffic traffic, Ticker ticker) {
		return new CurrentDrain(traffic, ticker);
	}

	@Bean
	LeaveConnectionsStep spotAwareCloseGrpcConnectionsStep(CurrentDrain drain, GrpcServers servers,
			Connections connections, Environment environment) {
		return new LeaveConnectionsStep(drain, servers, connections,
				value(environment, "connection-close", Bindable.of(Boolean.class), true));
	}

	@Bean
	LeaveLateConnectionsStep spotAwareCloseLateGrpcConnectionsStep(LeaveConnectionsStep first) {
		return new LeaveLateConnectionsStep(first);
	}

	@Bean
	BoundedShutdown spotAwareGrpcShutdown(List<GrpcServerLifecycle> stopped, CurrentDrain drain, GrpcServers servers,
			GrpcTraffic traffic, ObjectProvider<StreamRegister> register, Ticker ticker) {
		return new BoundedShutdown(stopped, drain, servers, traffic.streams(), register.getIfAvailable(), ticker);
	}

	private static <T> T value(Environment environment, String name, Bindable<T> type, T fallback) {
		return Binder.get(environment).bind("spot-aware.drain." + name, type).orElse(fallback);
	}

	/**
	 * For gRPC's own health service.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(HealthStatusManager.class)
	@ConditionalOnBean(HealthStatusManager.class)
	static class HealthConfiguration {

		@Bean
		static HealthRefusal spotAwareGrpcHealthRefusal() {
			return new HealthRefusal();
		}

		@Bean
		RefuseHealthStep spotAwareRefuseGrpcHealthStep(List<HealthStatusManager> managers, GrpcServers servers,
				HealthRefusal refusal) {
			return new RefuseHealthStep(managers, servers, refusal);
		}

	}

	/**
	 * For gRPC's health service where Spring Boot sets what it says.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass({ HealthStatusManager.class, HealthCheckedGrpcComponents.class, Status.class })
	@ConditionalOnBean({ HealthStatusManager.class, HealthCheckedGrpcComponents.class })
	static class HealthIndicatorConfiguration {

		@Bean
		static BeanPostProcessor spotAwareGrpcHealthComponents(ObjectProvider<HealthRefusal> refusal) {
			return new BeanPostProcessor() {

				@Override
				public Object postProcessAfterInitialization(Object bean, String beanName) {
					return (bean instanceof HealthCheckedGrpcComponents components)
							? new RefusingComponents(components, refusal.getObject()) : bean;
				}

			};
		}

	}

}
