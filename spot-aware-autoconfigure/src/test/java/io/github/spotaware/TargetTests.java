package io.github.spotaware;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Target}.
 */
class TargetTests {

	@ParameterizedTest
	@CsvSource({
			"arn:aws:elasticloadbalancing:eu-central-1:123456789012:targetgroup/checkout/0123456789abcdef, checkout",
			"arn:aws-cn:elasticloadbalancing:cn-north-1:123456789012:targetgroup/a-b/0123456789abcdef, a-b",
			"checkout, checkout", "a/b, a/b" })
	void groupNameIsThatInTheArn(String group, String name) {
		assertThat(new Target(group, "10.0.1.23", 8080).groupName()).isEqualTo(name);
	}

}
