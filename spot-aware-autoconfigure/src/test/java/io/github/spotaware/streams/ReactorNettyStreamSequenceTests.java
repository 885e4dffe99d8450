package io.github.spotaware.streams;

import io.github.spotaware.testsupport.ReactorNettyServer;

import org.springframework.boot.WebApplicationType;

class ReactorNettyStreamSequenceTests extends AbstractStreamSequenceTests {

	ReactorNettyStreamSequenceTests() {
		super(WebApplicationType.REACTIVE, ReactiveStreamApplication.class, ReactorNettyUpgrades.class,
				ReactorNettyServer.class);
	}

}
