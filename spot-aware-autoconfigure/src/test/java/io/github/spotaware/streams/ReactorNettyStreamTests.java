package io.github.spotaware.streams;

import java.io.InputStream;

import org.junit.jupiter.api.Test;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.reactor.netty.autoconfigure.NettyReactiveWebServerAutoConfiguration;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;

class ReactorNettyStreamTests extends AbstractStreamTests {

	ReactorNettyStreamTests() {
		super(WebApplicationType.REACTIVE, Application.class);
	}

	@Test
	void eventStreamWhenItIsOfARouterFunctionEndsWithAHint() throws Exception {
		start();
		InputStream events = events("/routed");
		assertThat(step().drain(new RealDrain()).detail()).isEqualTo("closed 1 event stream");
		assertThat(rest(events)).isEqualToIgnoringWhitespace("retry:1000");
	}

	@Test
	void eventStreamWhenAnotherWriterWritesItIsLeftToIt() throws Exception {
		start();
		assertThat(rest(get("/raw"))).isEqualTo("data:raw\n\n");
	}

	/**
	 * A reactive application on Reactor Netty.
	 */
	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration(NettyReactiveWebServerAutoConfiguration.class)
	static class Application extends ReactiveStreamApplication {

		Application(Gates gates) {
			super(gates);
		}

	}

}
