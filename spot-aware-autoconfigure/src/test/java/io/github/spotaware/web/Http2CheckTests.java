package io.github.spotaware.web;

import java.util.List;

import io.github.spotaware.Finding;
import org.junit.jupiter.api.Test;

import org.springframework.boot.web.server.WebServer;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.mock.env.MockEnvironment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;

class Http2CheckTests {

	private final MockEnvironment environment = new MockEnvironment();

	private final Http2Connections connections = new Http2Connections();

	@Test
	void findingsWhenServerIsUnknownNameIt() {
		this.environment.setProperty("server.http2.enabled", "true");
		WebServerApplicationContext context = mock();
		given(context.getEnvironment()).willReturn(this.environment);
		given(context.getWebServer()).willReturn(new ForeignWebServer());
		List<Finding> findings = new Http2Check(context, this.connections, true).findings();
		assertThat(findings).extracting(Finding::id).containsExactly("http2-not-told");
		assertThat(findings.get(0).message()).contains("'ForeignWebServer'");
	}

	@Test
	void findingsWhenServerDoesNotRunYetAreThereAlready() {
		this.environment.setProperty("server.http2.enabled", "true");
		assertThat(findings(true)).extracting(Finding::id).containsExactly("http2-not-told");
	}

	@Test
	void findingsWhenHttp2IsOffAreNone() {
		assertThat(findings(true)).isEmpty();
	}

	@Test
	void findingsWhenNobodyIsToBeToldAreNone() {
		this.environment.setProperty("server.http2.enabled", "true");
		assertThat(findings(false)).isEmpty();
	}

	@Test
	void findingsWhenServerIsReachableAreNone() {
		this.environment.setProperty("server.http2.enabled", "true");
		this.connections.add(() -> 0);
		assertThat(findings(true)).isEmpty();
	}

	private List<Finding> findings(boolean enabled) {
		GenericApplicationContext context = new GenericApplicationContext();
		context.setEnvironment(this.environment);
		return new Http2Check(context, this.connections, enabled).findings();
	}

	/**
	 * A web server of somebody else.
	 */
	private static final class ForeignWebServer implements WebServer {

		@Override
		public void start() {
		}

		@Override
		public void stop() {
		}

		@Override
		public int getPort() {
			return 0;
		}

	}

}
