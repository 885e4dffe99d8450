package io.github.spotaware.web;

import io.github.spotaware.testsupport.ReactiveTomcatServer;

import org.springframework.boot.WebApplicationType;

class ReactiveTomcatHeldAnswersTests extends AbstractHeldAnswersTests {

	ReactiveTomcatHeldAnswersTests() {
		super(ReactiveAnswers.KINDS, WebApplicationType.REACTIVE, ReactiveApplication.class, ReactiveAnswers.class,
				ReactiveTomcatServer.class);
	}

}
