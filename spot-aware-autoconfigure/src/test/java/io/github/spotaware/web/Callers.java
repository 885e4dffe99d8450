package io.github.spotaware.web;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;

import io.github.spotaware.testsupport.PacedApplication;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Connects to a site as its callers and its probes do.
 */
final class Callers implements AutoCloseable {

	private final List<AutoCloseable> clients = new ArrayList<>();

	private final Site site;

	private final int port;

	private final int probePort;

	Callers(Site site, PacedApplication application) {
		this.site = site;
		this.port = application.port();
		this.probePort = application.port(site.probePort());
	}

	RawClient connect() throws IOException, GeneralSecurityException {
		return connect(this.port);
	}

	private RawClient connect(int to) throws IOException, GeneralSecurityException {
		RawClient client = this.site.isSecure() ? RawClient.connectSecurely(to) : new RawClient(to);
		this.clients.add(client);
		return client;
	}

	Http2RawClient connectByHttp2() throws IOException, GeneralSecurityException {
		Http2RawClient client = Http2RawClient.connectSecurely(this.port);
		this.clients.add(client);
		return client;
	}

	/**
	 * Open a connection, use it, and keep it.
	 */
	RawClient keep() throws IOException, GeneralSecurityException {
		RawClient client = connect();
		assertThat(client.get(this.site.path("/hello"))).doesNotContainIgnoringCase("connection: close")
			.endsWith("hello");
		return client;
	}

	void assertAnsweredAndClosed(RawClient client) throws IOException {
		client.send(this.site.path("/hello"));
		assertThat(client.rest()).startsWith("HTTP/1.1 200")
			.containsIgnoringCase("connection: close")
			.endsWith("hello");
	}

	/**
	 * Assert what the readiness probe sees. The liveness probe never sees anything wrong.
	 */
	void assertProbes(int readiness) throws IOException, GeneralSecurityException {
		assertThat(connect(this.probePort).get(this.site.probe("readiness"))).startsWith("HTTP/1.1 " + readiness);
		assertThat(connect(this.probePort).get(this.site.probe("liveness"))).startsWith("HTTP/1.1 200");
	}

	@Override
	public void close() throws Exception {
		for (AutoCloseable client : this.clients) {
			client.close();
		}
	}

}
