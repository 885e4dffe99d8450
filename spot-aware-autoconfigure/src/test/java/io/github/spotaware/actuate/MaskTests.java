package io.github.spotaware.actuate;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Mask}.
 */
class MaskTests {

	@ParameterizedTest
	@ValueSource(strings = { "i-0123456789abcdef0", "i-0a1b2c3d", "10.0.1.23", "192.168.100.200", "fd00::1", "::1",
			"2001:db8:0:1:0:0:0:17", "2001:DB8::17", "ip-10-0-1-23.eu-central-1.compute.internal",
			"arn:aws:elasticloadbalancing:eu-central-1:123456789012:targetgroup/checkout/0123456789abcdef",
			"arn:aws-cn:ecs:cn-north-1:123456789012:task/shop/0123456789abcdef0123456789abcdef",
			"eni-0123456789abcdef0" })
	void textWhenNotShownHidesIt(String sensitive) {
		String masked = new Mask(false)
			.text("before '%s', (%s) and %s: after".formatted(sensitive, sensitive, sensitive));
		assertThat(masked).isEqualTo("before '******', (******) and ******: after");
	}

	@ParameterizedTest
	@ValueSource(strings = { "2026-11-23T10:15:30.123Z", "12:15:30", "took 1.25 s", "Connect to 169.254.169.254 failed",
			"java.net.SocketTimeoutException: Read timed out", "Bar::baz", "eu-central-1a", "80.5 % of 12:30", "m-1" })
	void textWhenNotShownLeavesTheRest(String harmless) {
		assertThat(new Mask(false).text(harmless)).isEqualTo(harmless);
	}

	@Test
	void textWhenNotShownHidesAccountAndInstanceInTheUrlOfAQueue() {
		assertThat(new Mask(false)
			.text("https://sqs.eu-central-1.amazonaws.com/123456789012/spot-i-0123456789abcdef0 is shared"))
			.isEqualTo("https://sqs.eu-central-1.amazonaws.com/******/spot-****** is shared");
	}

	@Test
	void textWhenShownIsUntouched() {
		assertThat(new Mask(true).text("10.0.1.23 is i-0123456789abcdef0"))
			.isEqualTo("10.0.1.23 is i-0123456789abcdef0");
	}

	@Test
	void valueWhenNotShownIsHiddenWhateverItIs() {
		assertThat(new Mask(false).value("anything")).isEqualTo("******");
		assertThat(new Mask(false).valueOrNull(null)).isNull();
		assertThat(new Mask(true).value("anything")).isEqualTo("anything");
	}

}
