package io.github.spotaware.streams;

import io.github.spotaware.testsupport.ReactiveTomcatServer;

import org.springframework.boot.WebApplicationType;

class ReactiveTomcatStreamSequenceTests extends AbstractStreamSequenceTests {

	ReactiveTomcatStreamSequenceTests() {
		super(WebApplicationType.REACTIVE, ReactiveStreamApplication.class, StandardUpgrades.class,
				ReactiveTomcatServer.class);
	}

}
