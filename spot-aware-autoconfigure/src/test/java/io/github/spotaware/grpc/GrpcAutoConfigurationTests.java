package io.github.spotaware.grpc;

import java.util.List;

import io.github.spotaware.DrainStep;
import io.github.spotaware.Ticker;
import io.github.spotaware.Traffic;
import io.github.spotaware.streams.StreamsAutoConfiguration;
import io.github.spotaware.web.WebTrafficAutoConfiguration;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.grpc.server.autoconfigure.GrpcServerAutoConfiguration;
import org.springframework.boot.grpc.server.autoconfigure.health.GrpcServerHealthAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;

class GrpcAutoConfigurationTests {

	private static final AutoConfigurations OURS = AutoConfigurations.of(GrpcAutoConfiguration.class,
			StreamsAutoConfiguration.class, WebTrafficAutoConfiguration.class);

	private static final AutoConfigurations BOOTS = AutoConfigurations.of(SslAutoConfiguration.class,
			GrpcServerAutoConfiguration.class, GrpcServerHealthAutoConfiguration.class);

	private final ApplicationContextRunner runner = new ApplicationContextRunner().withConfiguration(OURS)
		.withConfiguration(BOOTS)
		.withPropertyValues("spring.grpc.server.port=0")
		.withBean(Ticker.class, () -> System::nanoTime);

	private final WebApplicationContextRunner web = new WebApplicationContextRunner().withConfiguration(OURS)
		.withConfiguration(BOOTS)
		.withPropertyValues("spring.grpc.server.port=0")
		.withBean(Ticker.class, () -> System::nanoTime);

	@Test
	void contextWhenNothingIsServedHasNothing() {
		this.runner.run((context) -> assertThat(context).hasNotFailed()
			.doesNotHaveBean(Traffic.class)
			.doesNotHaveBean(DrainStep.class));
	}

	@Test
	void contextWhenThereIsNoGrpcHasNothing() {
		new ApplicationContextRunner().withConfiguration(OURS)
			.withClassLoader(
					new FilteredClassLoader("io.grpc", "org.springframework.grpc", "org.springframework.boot.grpc"))
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(DrainStep.class));
	}

	@Test
	void contextWhenServedTellsCallersAndEndsStreams() {
		this.runner.withBean(Stock.class).run((context) -> {
			assertThat(context).hasSingleBean(GrpcTraffic.class).hasSingleBean(BoundedShutdown.class);
			assertThat(context.getBeanProvider(DrainStep.class).stream().map(DrainStep::name))
				.containsExactlyInAnyOrder("close-grpc-connections", "close-late-grpc-connections", "close-streams",
						"refuse-grpc-health");
			assertThat(context.getBean(ConnectionsCheck.class).findings()).isEmpty();
		});
	}

	@Test
	void contextWhenThereIsNoHealthServiceStarts() {
		this.runner.withBean(Stock.class)
			.withClassLoader(new FilteredClassLoader("io.grpc.protobuf.services", "io.grpc.health"))
			.run((context) -> assertThat(context).hasSingleBean(GrpcTraffic.class)
				.doesNotHaveBean(RefuseHealthStep.class));
	}

	@Test
	void contextWhenThereIsNoBootHealthStarts() {
		this.runner.withBean(Stock.class)
			.withClassLoader(new FilteredClassLoader("org.springframework.boot.health"))
			.run((context) -> assertThat(context).hasSingleBean(RefuseHealthStep.class));
	}

	@Test
	void contextWhenServedBesideTheWebCountsBoth() {
		this.web.withBean(Stock.class)
			.run((context) -> assertThat(List.copyOf(context.getBeansOfType(Traffic.class).keySet()))
				.containsExactlyInAnyOrder("spotAwareTraffic", "spotAwareGrpcTraffic"));
	}

	@Test
	void contextWhenUsersCountTheWebCountsCallsAllTheSame() {
		Traffic users = () -> new Traffic.Snapshot(false, 0, List.of(), 0, 0, 0);
		this.web.withBean(Stock.class)
			.withBean("users", Traffic.class, () -> users)
			.run((context) -> assertThat(List.copyOf(context.getBeansOfType(Traffic.class).keySet()))
				.containsExactlyInAnyOrder("users", "spotAwareGrpcTraffic"));
	}

}
