package io.github.spotaware.web;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Where an application and its probes are found.
 */
enum Site {

	/**
	 * Everything at the root of one server.
	 */
	ROOT("", false, false),

	/**
	 * Below a path, with a management server on a port of its own.
	 */
	PATH("/shop", false, true),

	/**
	 * Below a path, over TLS, with HTTP/2, and with the probes on the same server.
	 */
	SECURE("/shop", true, false);

	private final String base;

	private final boolean secure;

	private final boolean managedApart;

	Site(String base, boolean secure, boolean managedApart) {
		this.base = base;
		this.secure = secure;
		this.managedApart = managedApart;
	}

	String[] properties() throws IOException, InterruptedException {
		List<String> properties = new ArrayList<>();
		if (!this.base.isEmpty()) {
			properties.add("server.servlet.context-path=" + this.base);
			properties.add("spring.webflux.base-path=" + this.base);
		}
		if (this.managedApart) {
			properties.add("management.server.port=0");
		}
		if (this.secure) {
			properties.addAll(List.of("server.http2.enabled=true", "server.ssl.key-store=" + Keystores.shared(),
					"server.ssl.key-store-password=secret", "server.ssl.key-store-type=PKCS12"));
		}
		return properties.toArray(String[]::new);
	}

	boolean isSecure() {
		return this.secure;
	}

	/**
	 * Return the whole path of something that the application has.
	 */
	String path(String path) {
		return this.base + path;
	}

	/**
	 * Return the property with the port of the probes.
	 */
	String probePort() {
		return this.managedApart ? "local.management.port" : "local.server.port";
	}

	/**
	 * Return the whole path of a probe.
	 */
	String probe(String name) {
		return (this.managedApart ? "" : this.base) + "/actuator/health/" + name;
	}

}
