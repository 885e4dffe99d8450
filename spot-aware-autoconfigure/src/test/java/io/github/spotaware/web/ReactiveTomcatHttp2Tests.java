package io.github.spotaware.web;

import io.github.spotaware.testsupport.ReactiveTomcatServer;

import org.springframework.boot.WebApplicationType;

class ReactiveTomcatHttp2Tests extends AbstractHttp2Tests {

	ReactiveTomcatHttp2Tests() {
		super(WebApplicationType.REACTIVE, ReactiveApplication.class, ReactiveTomcatServer.class);
	}

}
