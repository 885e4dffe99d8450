package io.github.spotaware.streams;

import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import io.github.spotaware.InstanceAction;
import io.github.spotaware.InterruptionNotice;
import io.github.spotaware.NoticeCause;
import io.github.spotaware.SpotState;
import io.github.spotaware.StepOutcome;
import io.github.spotaware.lifecycle.LifecycleAutoConfiguration;
import io.github.spotaware.lifecycle.SpotLifecycle;
import io.github.spotaware.testsupport.FakeSource;
import io.github.spotaware.testsupport.Fakes;
import io.github.spotaware.testsupport.Gates;
import org.junit.jupiter.api.Test;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.availability.ApplicationAvailabilityAutoConfiguration;
import org.springframework.boot.tomcat.autoconfigure.servlet.TomcatServletWebServerAutoConfiguration;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Streams in a drain from its notice to its end.
 */
class StreamsInADrainTests extends StreamTestBase {

	StreamsInADrainTests() {
		super(WebApplicationType.SERVLET, Application.class);
	}

	@Test
	void drainEndsWhenStreamsAreClosed() throws Exception {
		List<String> properties = new ArrayList<>(Fakes.PROPERTIES);
		properties.addAll(List.of("spot-aware.platform=auto", "spot-aware.termination-grace-period=30s"));
		start(properties.toArray(String[]::new));
		await().until(() -> bean(FakeSource.class).started());
		SocketClient socket = socket("/socket");
		InputStream events = events("/events");
		bean(FakeSource.class).signals()
			.report(new InterruptionNotice(NoticeCause.OPERATOR, InstanceAction.NONE, null));
		SpotLifecycle lifecycle = bean(SpotLifecycle.class);
		await().until(() -> lifecycle.state() instanceof SpotState.Drained);
		assertThat(Objects.requireNonNull(lifecycle.drain()).steps())
			.filteredOn((step) -> step.name().equals("close-streams"))
			.extracting("outcome")
			.containsExactly(StepOutcome.done("closed 1 WebSocket session and 1 event stream"));
		assertThat(socket.closed()).isEqualTo(1001);
		assertThat(rest(events)).isEqualToIgnoringWhitespace("retry:1000");
	}

	/**
	 * A servlet application on Tomcat, on an instance that can be interrupted.
	 */
	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration({ ApplicationAvailabilityAutoConfiguration.class, LifecycleAutoConfiguration.class,
			TomcatServletWebServerAutoConfiguration.class })
	@Import(Fakes.class)
	static class Application extends ServletStreamApplication {

		Application(Gates gates) {
			super(gates);
		}

	}

}
