package io.github.spotaware.sample.drill;

import io.github.spotaware.sample.shop.Receipt;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ExpectedAnswer}.
 */
class ExpectedAnswerTests {

	private static final String BODY = "{\"order\":\"A-17\",\"instance\":\"i-2\",\"total\":\"%s\"}"
		.formatted(Receipt.of("A-17", "i-2").total());

	private final ExpectedAnswer answer = new ExpectedAnswer("A-17");

	@Test
	void testWhenCompleteIsTrue() {
		assertThat(this.answer.test(200, BODY)).isTrue();
	}

	@Test
	void testWhenTruncatedIsFalse() {
		assertThat(this.answer.test(200, BODY.substring(0, BODY.length() - 1))).isFalse();
		assertThat(this.answer.test(200, "")).isFalse();
	}

	@Test
	void testWhenItIsAnErrorIsFalse() {
		assertThat(this.answer.test(502, BODY)).isFalse();
	}

}
