package io.github.spotaware.test.environment;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;

import io.github.spotaware.test.FakeAws;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;

import org.springframework.beans.factory.support.DefaultListableBeanFactory;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link LoadBalancingClient}.
 */
class LoadBalancingClientTests {

	@Test
	void asksTheFakeThoughThereIsAProxy() throws IOException {
		String host = System.getProperty("http.proxyHost");
		String port = System.getProperty("http.proxyPort");
		try (FakeAws aws = FakeAws.start();
				ServerSocket proxy = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			proxy.close(); // nobody answers there
			System.setProperty("http.proxyHost", "127.0.0.1");
			System.setProperty("http.proxyPort", String.valueOf(proxy.getLocalPort()));
			DefaultListableBeanFactory beans = new DefaultListableBeanFactory();
			LoadBalancingClient.register(beans, aws.loadBalancing().endpoint());
			assertThat(beans.getBean(ElasticLoadBalancingV2Client.class).describeTargetGroups().targetGroups())
				.isEmpty();
			beans.destroySingletons();
		}
		finally {
			restore("http.proxyHost", host);
			restore("http.proxyPort", port);
		}
	}

	private static void restore(String name, String value) {
		if (value != null) {
			System.setProperty(name, value);
		}
		else {
			System.clearProperty(name);
		}
	}

}
