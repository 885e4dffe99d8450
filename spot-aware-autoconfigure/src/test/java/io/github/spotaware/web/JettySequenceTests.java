package io.github.spotaware.web;

import io.github.spotaware.testsupport.JettyServer;
import org.junit.jupiter.api.Tag;

import org.springframework.boot.WebApplicationType;

@Tag("jetty")
class JettySequenceTests extends AbstractSequenceTests {

	JettySequenceTests() {
		super(WebApplicationType.SERVLET, ServletApplication.class, JettyServer.class);
	}

}
