package io.github.spotaware.grpc;

import java.time.Duration;
import java.util.List;

import io.github.spotaware.DrainPhase;
import io.github.spotaware.testsupport.FakeSource;
import io.grpc.StatusRuntimeException;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.task.TaskSchedulingAutoConfiguration;
import org.springframework.boot.grpc.server.autoconfigure.health.GrpcServerHealthSchedulerAutoConfiguration;
import org.springframework.boot.health.autoconfigure.registry.HealthContributorRegistryAutoConfiguration;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.awaitility.Awaitility.await;

/**
 * What gRPC's health service says where Spring Boot sets it again and again.
 */
class GrpcHealthTests extends GrpcTestBase {

	@Test
	void nothingIsServedDuringADrainWhateverTheIndicatorsSay() {
		ConfigurableApplicationContext context = start(List.of(Aware.class, Holds.class, Indicated.class),
				"spring.grpc.server.health.schedule.delay=1ms", "spring.grpc.server.health.schedule.period=20ms",
				"spring.grpc.server.health.service.stock.include=warehouse");
		StockClient client = client(context);
		await().ignoreException(StatusRuntimeException.class) // unknown until the first
																// look
			.until(() -> client.health("stock") == ServingStatus.SERVING);
		interrupt(context);
		context.getBean(Holds.class).awaitEntered(DrainPhase.LEAVE);
		await().during(Duration.ofMillis(300))
			.atMost(Duration.ofSeconds(10))
			.until(() -> client.health("") == ServingStatus.NOT_SERVING);
		await().until(() -> client.health("stock") == ServingStatus.NOT_SERVING);
		context.getBean(FakeSource.class).signals().withdraw();
		context.getBean(Holds.class).releaseAll();
		await()
			.until(() -> client.health("") == ServingStatus.SERVING && client.health("stock") == ServingStatus.SERVING);
	}

	/**
	 * An application whose health is good whatever its readiness.
	 */
	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration({ HealthContributorRegistryAutoConfiguration.class, TaskSchedulingAutoConfiguration.class,
			GrpcServerHealthSchedulerAutoConfiguration.class })
	static class Indicated {

		@Bean
		HealthIndicator warehouse() {
			return () -> Health.up().build();
		}

	}

}
