package io.github.spotaware.sample.shop;

import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Receipt}.
 */
class ReceiptTests {

	@Test
	void ofWhenInstanceDiffersGivesTheSameTotal() {
		assertThat(Receipt.of("A-1", "i-1").total()).isEqualTo(Receipt.of("A-1", "i-2").total());
	}

	@Test
	void ofGivesAnAmountWithTwoDecimals() {
		assertThat(IntStream.range(0, 1000).mapToObj((order) -> Receipt.of("order-" + order, "i-1").total()))
			.allMatch((total) -> total.matches("[1-9]\\d{0,2}\\.\\d\\d"));
	}

}
