package io.github.spotaware.elb;

import java.util.List;

import io.github.spotaware.InvalidPropertyException;
import io.github.spotaware.Platform;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link ElbProperties}.
 */
class ElbPropertiesTests {

	private static final String ARN = "arn:aws:elasticloadbalancing:eu-central-1:123456789012:targetgroup/web/0123456789abcdef";

	@ParameterizedTest
	@ValueSource(strings = { "", "web", "arn:aws:elasticloadbalancing:eu-central-1:123456789012:targetgroup/web",
			"arn:aws:elasticloadbalancing:eu-central-1:123456789012:loadbalancer/app/web/0123456789abcdef",
			"arn:aws:ec2:eu-central-1:123456789012:targetgroup/web/0123456789abcdef",
			"arn:aws:elasticloadbalancing::123456789012:targetgroup/web/0123456789abcdef",
			"arn:aws:elasticloadbalancing:eu-central-1:1234:targetgroup/web/0123456789abcdef",
			"arn:aws:elasticloadbalancing:eu-central-1:123456789012:targetgroup/web/0123456789abcdef " })
	void createWhenArnIsMalformedThrows(String arn) {
		assertInvalid("spot-aware.elb.target-group-arns", arn, "not the ARN of a target group", List.of(ARN, arn), null,
				null);
	}

	@Test
	void createWhenArnIsThereTwiceThrows() {
		assertInvalid("spot-aware.elb.target-group-arns", ARN, "twice", List.of(ARN, ARN), null, null);
	}

	@Test
	void createWhenRegionsDifferThrows() {
		String other = ARN.replace("eu-central-1", "us-east-1");
		assertInvalid("spot-aware.elb.target-group-arns", other, "another Region", List.of(ARN, other), null, null);
	}

	@ParameterizedTest
	@ValueSource(ints = { -1, 0, 65536 })
	void createWhenPortIsNoneThrows(int port) {
		assertInvalid("spot-aware.elb.target-port", String.valueOf(port), "no port", List.of(), null, port);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "  " })
	void createWhenIdIsBlankThrows(String id) {
		assertInvalid("spot-aware.elb.target-id", id, "blank", List.of(), id, null);
	}

	@ParameterizedTest
	@ValueSource(strings = { "arn:aws-cn:elasticloadbalancing:cn-north-1:123456789012:targetgroup/web/0123456789abcdef",
			"arn:aws-us-gov:elasticloadbalancing:us-gov-west-1:123456789012:targetgroup/web-1/0123456789abcdef" })
	void createWhenPartitionDiffersIsFine(String arn) {
		ElbProperties properties = new ElbProperties(ElbProperties.Deregister.AUTO, false, List.of(arn), "10.0.1.15",
				65535, true);
		assertThat(properties.targetGroupArns()).containsExactly(arn);
	}

	@ParameterizedTest
	@CsvSource({ "AUTO, EC2, true", "AUTO, NONE, false", "AUTO, ECS_FARGATE, true", "AUTO, ECS_EC2, true",
			"AUTO, ECS_EXTERNAL, true", "FALSE, ECS_FARGATE, false", "TRUE, EC2, true", "TRUE, NONE, true",
			"FALSE, EC2, false" })
	void deregisterDependsOnPlatform(ElbProperties.Deregister deregister, Platform platform, boolean on) {
		assertThat(deregister.on(platform)).isEqualTo(on);
	}

	private static void assertInvalid(String property, String value, String reason, List<String> arns,
			@Nullable String id, @Nullable Integer port) {
		assertThatExceptionOfType(InvalidPropertyException.class)
			.isThrownBy(() -> new ElbProperties(ElbProperties.Deregister.AUTO, false, arns, id, port, true))
			.satisfies((ex) -> {
				assertThat(ex.property()).isEqualTo(property);
				assertThat(ex.value()).isEqualTo(value);
				assertThat(ex.reason()).contains(reason);
				assertThat(ex.remedy()).isNotEmpty();
			});
	}

}
