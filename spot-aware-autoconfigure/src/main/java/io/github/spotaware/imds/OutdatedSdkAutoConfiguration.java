package io.github.spotaware.imds;

import java.nio.file.Path;

import io.github.spotaware.FindingLog;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingClass;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;

/**
 * Auto-configuration in place of {@link ImdsAutoConfiguration} with an AWS SDK before
 * 2.31.8, whose metadata client keeps the status of an answer to itself.
 */
@AutoConfiguration
@ConditionalOnClass(name = "software.amazon.awssdk.imds.Ec2MetadataClient")
@ConditionalOnMissingClass("software.amazon.awssdk.imds.Ec2MetadataClientException")
@ConditionalOnBooleanProperty(name = "spot-aware.imds.enabled", matchIfMissing = true)
public final class OutdatedSdkAutoConfiguration {

	@Bean
	OutdatedSdk imdsOutdatedSdk(Environment environment, ObjectProvider<FindingLog> log) {
		return new OutdatedSdk(new Surroundings(environment, Path.of("/")), log.getIfUnique(() -> FindingLog.AT_ONCE));
	}

}
