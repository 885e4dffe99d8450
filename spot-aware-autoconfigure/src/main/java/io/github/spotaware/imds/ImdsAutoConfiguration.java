package io.github.spotaware.imds;

import java.nio.file.Path;
import java.time.InstantSource;

import software.amazon.awssdk.imds.Ec2MetadataClient;
import software.amazon.awssdk.imds.Ec2MetadataClientException;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;

/**
 * Auto-configuration for what the EC2 instance metadata service tells.
 */
@AutoConfiguration
@ConditionalOnClass({ Ec2MetadataClient.class, Ec2MetadataClientException.class })
@ConditionalOnBooleanProperty(name = "spot-aware.imds.enabled", matchIfMissing = true)
@EnableConfigurationProperties(ImdsProperties.class)
public final class ImdsAutoConfiguration {

	@Bean
	Surroundings imdsSurroundings(Environment environment) {
		return new Surroundings(environment, Path.of("/"));
	}

	@Bean
	MetadataClient imdsMetadataClient(ImdsProperties properties, Surroundings surroundings) {
		return new MetadataClient(new MetadataClientFactory(surroundings, properties.timeout()));
	}

	@Bean
	Ec2Probe ec2Probe(Surroundings surroundings, MetadataClient client) {
		return new Ec2Probe(surroundings, client);
	}

	@Bean
	SpotActionSource imdsSpotSource(ImdsProperties properties, Surroundings surroundings, MetadataClient client) {
		return new SpotActionSource(properties, surroundings, client);
	}

	@Bean
	RebalanceSource imdsRebalanceSource(ImdsProperties properties, Surroundings surroundings, MetadataClient client,
			@Qualifier("spotClock") InstantSource clock) {
		return new RebalanceSource(properties, surroundings, client, clock);
	}

	@Bean
	@ConditionalOnBooleanProperty(name = "spot-aware.imds.auto-scaling", matchIfMissing = true)
	AutoScalingSource imdsAutoScalingSource(ImdsProperties properties, Surroundings surroundings, MetadataClient client,
			@Qualifier("spotClock") InstantSource clock) {
		return new AutoScalingSource(properties, surroundings, client, clock);
	}

	@Bean
	@ConditionalOnBooleanProperty("spot-aware.imds.maintenance")
	MaintenanceSource imdsMaintenanceSource(ImdsProperties properties, Surroundings surroundings,
			MetadataClient client) {
		return new MaintenanceSource(properties, surroundings, client);
	}

	@Bean
	MetadataCheck imdsCheck(Surroundings surroundings, MetadataClient client) {
		return new MetadataCheck(surroundings, client);
	}

}
