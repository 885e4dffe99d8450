package io.github.spotaware.web;

import io.github.spotaware.testsupport.ReactorNettyServer;

import org.springframework.boot.WebApplicationType;

class ReactorNettyHttp2Tests extends AbstractHttp2Tests {

	ReactorNettyHttp2Tests() {
		super(WebApplicationType.REACTIVE, ReactiveApplication.class, ReactorNettyServer.class);
	}

}
