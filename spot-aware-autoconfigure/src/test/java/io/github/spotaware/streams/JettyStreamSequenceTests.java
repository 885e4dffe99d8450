package io.github.spotaware.streams;

import io.github.spotaware.testsupport.JettyServer;
import org.junit.jupiter.api.Tag;

import org.springframework.boot.WebApplicationType;

@Tag("jetty")
class JettyStreamSequenceTests extends AbstractStreamSequenceTests {

	JettyStreamSequenceTests() {
		super(WebApplicationType.SERVLET, ServletStreamApplication.class, StompApplication.class, JettyServer.class);
	}

}
