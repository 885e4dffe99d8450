package io.github.spotaware.web;

import org.apache.coyote.AbstractProtocol;
import org.junit.jupiter.api.Test;

import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.predicate.RuntimeHintsPredicates;

import static org.assertj.core.api.Assertions.assertThat;

class TomcatKeptConnectionsHintsTests {

	@Test
	void nativeImageMayAskForTheEndpoint() {
		RuntimeHints hints = new RuntimeHints();
		new TomcatKeptConnections.Hints().registerHints(hints, null);
		assertThat(RuntimeHintsPredicates.reflection().onMethodInvocation(AbstractProtocol.class, "getEndpoint"))
			.accepts(hints);
	}

}
