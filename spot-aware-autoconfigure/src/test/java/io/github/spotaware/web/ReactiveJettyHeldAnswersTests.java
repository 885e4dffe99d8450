package io.github.spotaware.web;

import io.github.spotaware.testsupport.ReactiveJettyServer;
import org.junit.jupiter.api.Tag;

import org.springframework.boot.WebApplicationType;

@Tag("jetty")
class ReactiveJettyHeldAnswersTests extends AbstractHeldAnswersTests {

	ReactiveJettyHeldAnswersTests() {
		super(ReactiveAnswers.KINDS, WebApplicationType.REACTIVE, ReactiveApplication.class, ReactiveAnswers.class,
				ReactiveJettyServer.class);
	}

}
