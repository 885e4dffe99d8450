package io.github.spotaware.web;

import org.springframework.boot.WebApplicationType;

class ReactiveTomcatHttp2Tests extends AbstractHttp2Tests {

	ReactiveTomcatHttp2Tests() {
		super(WebApplicationType.REACTIVE, ReactiveTomcatServerTests.Application.class);
	}

}
