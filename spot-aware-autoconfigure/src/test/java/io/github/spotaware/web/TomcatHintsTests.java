package io.github.spotaware.web;

import org.apache.catalina.connector.RequestFacade;
import org.apache.coyote.AbstractProtocol;
import org.junit.jupiter.api.Test;

import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.predicate.RuntimeHintsPredicates;

import static org.assertj.core.api.Assertions.assertThat;

class TomcatHintsTests {

	@Test
	void nativeImageMayAskForTheEndpoint() {
		RuntimeHints hints = new RuntimeHints();
		new TomcatKeptConnections.Hints().registerHints(hints, null);
		assertThat(RuntimeHintsPredicates.reflection().onMethodInvocation(AbstractProtocol.class, "getEndpoint"))
			.accepts(hints);
	}

	@Test
	void nativeImageMayReadTheRequestOfAFacade() {
		RuntimeHints hints = new RuntimeHints();
		new TomcatRequest.Hints().registerHints(hints, null);
		assertThat(RuntimeHintsPredicates.reflection().onFieldAccess(RequestFacade.class, "request")).accepts(hints);
	}

}
