package io.github.spotaware.web;

import io.github.spotaware.testsupport.ReactiveJettyServer;
import org.junit.jupiter.api.Tag;

import org.springframework.boot.WebApplicationType;

@Tag("jetty")
class ReactiveJettyServerTests extends AbstractServerTests {

	ReactiveJettyServerTests() {
		super(WebApplicationType.REACTIVE, ReactiveApplication.class, ReactiveJettyServer.class);
	}

}
