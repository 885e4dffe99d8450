package io.github.spotaware.web;

import io.github.spotaware.testsupport.JettyServer;
import org.junit.jupiter.api.Tag;

import org.springframework.boot.WebApplicationType;

@Tag("jetty")
class JettyHeldAnswersTests extends AbstractHeldAnswersTests {

	JettyHeldAnswersTests() {
		super(ServletAnswers.KINDS, WebApplicationType.SERVLET, ServletApplication.class, ServletAnswers.class,
				JettyServer.class);
	}

}
