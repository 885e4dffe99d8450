package io.github.spotaware.web;

import io.github.spotaware.testsupport.ReactiveTomcatServer;

import org.springframework.boot.WebApplicationType;

class ReactiveTomcatServerTests extends AbstractServerTests {

	ReactiveTomcatServerTests() {
		super(WebApplicationType.REACTIVE, ReactiveApplication.class, ReactiveTomcatServer.class);
	}

}
