package io.github.spotaware.web;

import io.github.spotaware.testsupport.TomcatServer;

import org.springframework.boot.WebApplicationType;

class TomcatSequenceTests extends AbstractSequenceTests {

	TomcatSequenceTests() {
		super(WebApplicationType.SERVLET, ServletApplication.class, TomcatServer.class);
	}

}
