package io.github.spotaware.web;

import io.github.spotaware.testsupport.JettyServer;
import org.junit.jupiter.api.Tag;

import org.springframework.boot.WebApplicationType;

@Tag("jetty")
class JettyHttp2Tests extends AbstractHttp2Tests {

	JettyHttp2Tests() {
		super(WebApplicationType.SERVLET, ServletApplication.class, JettyServer.class);
	}

}
