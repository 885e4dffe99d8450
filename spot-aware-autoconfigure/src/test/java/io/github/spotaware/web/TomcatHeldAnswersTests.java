package io.github.spotaware.web;

import io.github.spotaware.testsupport.TomcatServer;

import org.springframework.boot.WebApplicationType;

class TomcatHeldAnswersTests extends AbstractHeldAnswersTests {

	TomcatHeldAnswersTests() {
		super(ServletAnswers.KINDS, WebApplicationType.SERVLET, ServletApplication.class, ServletAnswers.class,
				TomcatServer.class);
	}

}
