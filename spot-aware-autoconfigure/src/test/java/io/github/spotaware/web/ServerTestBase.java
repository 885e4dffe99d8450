package io.github.spotaware.web;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

import io.github.spotaware.Ticker;
import io.github.spotaware.Traffic;
import io.github.spotaware.testsupport.Gates;
import org.junit.jupiter.api.AfterEach;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.support.GenericApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Starts a web server for each test. Applications answer at
 * <ul>
 * <li>{@code /hello}, {@code /actuator/health}: "hello";</li>
 * <li>{@code /wait}, {@code /async}: "hello" when the gate opens;</li>
 * <li>{@code /no-content}: with 204;</li>
 * <li>{@code /error-now}: with an exception;</li>
 * <li>{@code /events}: one event when the gate opens, without an end;</li>
 * <li>{@code /events-later}: the same, but that these are events is known only then.</li>
 * </ul>
 */
abstract class ServerTestBase {

	private final List<AutoCloseable> closeables = new ArrayList<>();

	private final WebApplicationType type;

	private final List<Class<?>> sources;

	private ConfigurableApplicationContext context = new GenericApplicationContext();

	ServerTestBase(WebApplicationType type, Class<?>... sources) {
		this.type = type;
		this.sources = List.of(sources);
	}

	@AfterEach
	void close() throws Exception {
		for (AutoCloseable closeable : this.closeables) {
			closeable.close();
		}
		this.context.close();
	}

	final void start(String... properties) {
		List<String> all = new ArrayList<>(List.of(properties));
		all.addAll(List.of("spot-aware.in-tests=true", "spot-aware.platform=none",
				"spring.cloud.aws.imds.enabled=false", "server.port=0", "server.shutdown=immediate",
				"spring.main.banner-mode=off", "spring.reactor.netty.shutdown-quiet-period=0s"));
		this.context = new SpringApplicationBuilder(Common.class).sources(this.sources.toArray(Class<?>[]::new))
			.web(this.type)
			.properties(all.toArray(String[]::new))
			.run();
	}

	final RawClient client() throws IOException {
		return client("127.0.0.1");
	}

	final RawClient client(String localAddress) throws IOException {
		return closing(new RawClient(port(), localAddress));
	}

	final <T extends AutoCloseable> T closing(T closeable) {
		this.closeables.add(closeable);
		return closeable;
	}

	final int port() {
		return this.context.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
	}

	final <T> T bean(Class<T> type) {
		return this.context.getBean(type);
	}

	final Traffic.Snapshot snapshot() {
		return bean(Traffic.class).snapshot();
	}

	final Gates gates() {
		return bean(Gates.class);
	}

	final void awaitQuiet() {
		await().untilAsserted(() -> {
			assertThat(snapshot().active()).isZero();
			assertThat(snapshot().inFlight()).isZero();
		});
	}

	/**
	 * What every application here has.
	 */
	@Configuration(proxyBeanMethods = false)
	static class Common {

		@Bean
		Ticker ticker() {
			return new FakeTicker();
		}

		@Bean
		Gates gates() {
			return new Gates();
		}

	}

}
