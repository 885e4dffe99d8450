package io.github.spotaware.web;

import org.springframework.boot.WebApplicationType;

class TomcatHttp2Tests extends AbstractHttp2Tests {

	TomcatHttp2Tests() {
		super(WebApplicationType.SERVLET, ServletServerTests.Application.class);
	}

}
