package io.github.spotaware.web;

import io.github.spotaware.testsupport.TomcatServer;

import org.springframework.boot.WebApplicationType;

class TomcatHttp2Tests extends AbstractHttp2Tests {

	TomcatHttp2Tests() {
		super(WebApplicationType.SERVLET, ServletApplication.class, TomcatServer.class);
	}

}
