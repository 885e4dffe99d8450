package io.github.spotaware.web;

import io.github.spotaware.testsupport.ReactorNettyServer;

import org.springframework.boot.WebApplicationType;

class ReactorNettyHeldAnswersTests extends AbstractHeldAnswersTests {

	ReactorNettyHeldAnswersTests() {
		super(ReactiveAnswers.KINDS, WebApplicationType.REACTIVE, ReactiveApplication.class, ReactiveAnswers.class,
				ReactorNettyServer.class);
	}

}
