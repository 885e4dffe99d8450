package io.github.spotaware.benchmarks;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * The smallest application that answers requests.
 */
@SpringBootConfiguration
@EnableAutoConfiguration
@RestController
class Hello {

	@GetMapping("/hello")
	String hello() {
		return "hello";
	}

}
