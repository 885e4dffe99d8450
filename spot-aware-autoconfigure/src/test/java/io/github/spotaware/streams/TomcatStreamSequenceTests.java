package io.github.spotaware.streams;

import io.github.spotaware.testsupport.TomcatServer;

import org.springframework.boot.WebApplicationType;

class TomcatStreamSequenceTests extends AbstractStreamSequenceTests {

	TomcatStreamSequenceTests() {
		super(WebApplicationType.SERVLET, ServletStreamApplication.class, StompApplication.class, TomcatServer.class);
	}

}
