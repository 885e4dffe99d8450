package io.github.spotaware.process;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;

/**
 * An application whose context has a parent. Both are Spring Boot applications.
 */
final class ParentAndChild {

	private ParentAndChild() {
	}

	public static void main(String[] arguments) {
		System.clearProperty("spring.main.web-application-type");
		new SpringApplicationBuilder(Parent.class).web(WebApplicationType.NONE)
			.child(ExampleApplication.class)
			.web(WebApplicationType.SERVLET)
			.run(arguments);
	}

	@SpringBootConfiguration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Parent {

	}

}
