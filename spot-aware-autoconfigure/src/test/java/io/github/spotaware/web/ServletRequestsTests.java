package io.github.spotaware.web;

import java.nio.charset.StandardCharsets;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.connector.Request;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.mock.web.MockHttpServletRequest;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ServletRequests}.
 */
class ServletRequestsTests {

	private final org.apache.coyote.Request received = new org.apache.coyote.Request();

	private final Request tomcat = new Request(new Connector(), this.received);

	private final MockHttpServletRequest other = new MockHttpServletRequest();

	@ParameterizedTest
	@CsvSource({ "ELB-HealthChecker/2.0,true", "kube-probe/1.31,true", "elb,false", "Mozilla/5.0 kube-probe/1,false",
			",false" })
	void isHealthCheckIsTheSameOnEveryServer(String userAgent, boolean expected) {
		if (userAgent != null) {
			byte[] sent = userAgent.getBytes(StandardCharsets.US_ASCII);
			this.received.getMimeHeaders().addValue("user-agent").setBytes(sent, 0, sent.length);
			this.other.addHeader("User-Agent", userAgent);
		}
		assertThat(TomcatRequest.behind(this.tomcat.getRequest())).isSameAs(this.tomcat);
		assertThat(ServletRequests.isHealthCheck(this.tomcat.getRequest())).isEqualTo(expected);
		assertThat(ServletRequests.isHealthCheck(this.other)).isEqualTo(expected);
	}

	@Test
	void peerWhenTomcatHasAppliedForwardedHeadersIsThatOfTheSocket() {
		this.received.peerAddr().setString("10.0.0.1");
		this.tomcat.setRemoteAddr("198.51.100.7");
		assertThat(this.tomcat.getRequest().getRemoteAddr()).isEqualTo("198.51.100.7");
		assertThat(ServletRequests.peer(this.tomcat.getRequest())).isEqualTo("10.0.0.1");
	}

	@Test
	void peerWhenAnotherServerKeepsItIsThat() {
		this.other.setRemoteAddr("198.51.100.7");
		assertThat(ServletRequests.peer(this.other)).isEqualTo("198.51.100.7");
		this.other.setAttribute(ServletRequests.PEER_ATTRIBUTE, "10.0.0.1");
		assertThat(ServletRequests.peer(this.other)).isEqualTo("10.0.0.1");
	}

	@Test
	void innermostIsBehindAllWrappers() {
		HttpServletRequest wrapped = new HttpServletRequestWrapper(new HttpServletRequestWrapper(this.other));
		assertThat(ServletRequests.innermost(wrapped)).isSameAs(this.other);
	}

}
