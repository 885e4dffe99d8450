package io.github.spotaware.sample.shop;

import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ShopApplication}.
 */
@SpringBootTest(properties = { "shop.instance-id=i-1", "shop.latency=0", "shop.latency-spread=0" })
@AutoConfigureMockMvc
class ShopApplicationTests {

	@Autowired
	private MockMvcTester mvc;

	@Test
	void checkoutAnswersTheWholeReceipt() {
		Receipt expected = Receipt.of("A-17", "i-1");
		assertThat(this.mvc.get().uri("/checkout/A-17")).hasStatusOk()
			.hasContentTypeCompatibleWith(MediaType.APPLICATION_JSON)
			.bodyText()
			.isEqualTo("{\"order\":\"A-17\",\"instance\":\"i-1\",\"total\":\"%s\"}".formatted(expected.total()));
	}

	@Test
	void pageShowsThisInstance() {
		assertThat(this.mvc.get().uri("/")).hasStatusOk().bodyText().contains("<title>Shop i-1</title>");
	}

	@Test
	void readinessIsAnswered() {
		assertThat(this.mvc.get().uri("/actuator/health/readiness")).hasStatusOk();
	}

}
