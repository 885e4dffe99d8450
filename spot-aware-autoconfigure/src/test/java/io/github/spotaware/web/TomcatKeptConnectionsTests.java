package io.github.spotaware.web;

import io.github.spotaware.testsupport.TomcatServer;

import org.springframework.boot.WebApplicationType;

class TomcatKeptConnectionsTests extends AbstractKeptConnectionsTests {

	TomcatKeptConnectionsTests() {
		super(WebApplicationType.SERVLET, ServletApplication.class, TomcatServer.class);
	}

}
