package io.github.spotaware.streams;

import io.github.spotaware.testsupport.TomcatServer;

import org.springframework.boot.WebApplicationType;

class TomcatStreamTests extends AbstractStreamTests {

	TomcatStreamTests() {
		super(WebApplicationType.SERVLET, ServletStreamApplication.class, TomcatServer.class);
	}

}
