package io.github.spotaware.streams;

import io.github.spotaware.testsupport.ReactiveJettyServer;
import org.junit.jupiter.api.Tag;

import org.springframework.boot.WebApplicationType;

@Tag("jetty")
class ReactiveJettyStreamSequenceTests extends AbstractStreamSequenceTests {

	ReactiveJettyStreamSequenceTests() {
		super(WebApplicationType.REACTIVE, ReactiveStreamApplication.class, JettyUpgrades.class,
				ReactiveJettyServer.class);
	}

}
