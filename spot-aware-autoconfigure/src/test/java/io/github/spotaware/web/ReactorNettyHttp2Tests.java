package io.github.spotaware.web;

import org.springframework.boot.WebApplicationType;

class ReactorNettyHttp2Tests extends AbstractHttp2Tests {

	ReactorNettyHttp2Tests() {
		super(WebApplicationType.REACTIVE, ReactorNettyServerTests.Application.class);
	}

}
