package io.github.spotaware.sample.shop;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

import org.springframework.core.io.ClassPathResource;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.util.HtmlUtils;

/**
 * Shows this instance to a browser.
 */
@RestController
class InstancePage {

	private final String page;

	InstancePage(ShopProperties properties) throws IOException {
		this.page = new ClassPathResource("instance.html").getContentAsString(StandardCharsets.UTF_8)
			.replace("${instance}", HtmlUtils.htmlEscape(properties.instanceId()));
	}

	@GetMapping(path = "/", produces = MediaType.TEXT_HTML_VALUE)
	String page() {
		return this.page;
	}

}
