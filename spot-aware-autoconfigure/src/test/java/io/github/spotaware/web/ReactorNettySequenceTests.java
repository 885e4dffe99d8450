package io.github.spotaware.web;

import io.github.spotaware.testsupport.ReactorNettyServer;

import org.springframework.boot.WebApplicationType;

class ReactorNettySequenceTests extends AbstractSequenceTests {

	ReactorNettySequenceTests() {
		super(WebApplicationType.REACTIVE, ReactiveApplication.class, ReactorNettyServer.class);
	}

	@Override
	boolean closesKeptConnections() {
		return false;
	}

}
