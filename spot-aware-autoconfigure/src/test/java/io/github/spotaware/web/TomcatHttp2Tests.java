package io.github.spotaware.web;

import java.time.Duration;

import io.github.spotaware.testsupport.TomcatServer;
import org.apache.catalina.connector.Connector;
import org.apache.coyote.http2.Http2Protocol;
import org.junit.jupiter.api.Test;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;

import static org.assertj.core.api.Assertions.assertThat;

class TomcatHttp2Tests extends AbstractHttp2Tests {

	TomcatHttp2Tests() {
		super(WebApplicationType.SERVLET, ServletApplication.class, TomcatServer.class);
	}

	@Test
	void drainTimeoutWhenItIsNotSetIsLongerThanAConnectionIsLetGo() {
		assertThat(Duration.ofNanos(prepared(new Http2Protocol()).getDrainTimeout())).isGreaterThan(Duration.ofDays(1))
			.isLessThan(Duration.ofNanos(Long.MAX_VALUE / 2)); // added to a time
	}

	@Test
	void drainTimeoutWhenItIsSetStays() {
		Http2Protocol protocol = new Http2Protocol();
		protocol.setDrainTimeout(1);
		assertThat(prepared(protocol).getDrainTimeout()).isOne();
	}

	private static Http2Protocol prepared(Http2Protocol protocol) {
		Connector connector = new Connector();
		connector.addUpgradeProtocol(protocol);
		TomcatServletWebServerFactory factory = new TomcatServletWebServerFactory();
		factory.addAdditionalConnectors(connector);
		new TomcatHttp2(new Http2Connections()).addTo(factory);
		return protocol;
	}

}
