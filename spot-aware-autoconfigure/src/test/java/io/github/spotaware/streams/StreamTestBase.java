package io.github.spotaware.streams;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import io.github.spotaware.Farewell;
import io.github.spotaware.StepOutcome;
import io.github.spotaware.StreamPolicy;
import io.github.spotaware.Ticker;
import io.github.spotaware.testsupport.Gates;
import org.junit.jupiter.api.AfterEach;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.context.LifecycleAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.support.GenericApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Starts a web server for each test.
 */
abstract class StreamTestBase {

	private final List<AutoCloseable> closeables = new ArrayList<>();

	private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

	private final WebApplicationType type;

	private final List<Class<?>> sources;

	private ConfigurableApplicationContext context = new GenericApplicationContext();

	StreamTestBase(WebApplicationType type, Class<?>... sources) {
		this.type = type;
		this.sources = List.of(sources);
	}

	@AfterEach
	void close() throws Exception {
		if (this.context.isActive()) {
			bean(Gates.class).open();
		}
		for (AutoCloseable closeable : this.closeables) {
			closeable.close();
		}
		this.context.close();
	}

	final void start(String... properties) {
		List<String> all = new ArrayList<>(List.of("spot-aware.in-tests=true", "spot-aware.platform=none",
				"server.port=0", "spring.main.banner-mode=off", "spring.reactor.netty.shutdown-quiet-period=0s",
				"spot-aware.drain.quiet-period=20ms"));
		if (properties.length == 0) {
			all.add("server.shutdown=immediate");
		}
		all.addAll(List.of(properties));
		this.context = new SpringApplicationBuilder(Common.class).sources(this.sources.toArray(Class<?>[]::new))
			.web(this.type)
			.properties(all.toArray(String[]::new))
			.run();
	}

	final <T> T bean(Class<T> type) {
		return this.context.getBean(type);
	}

	final CloseStreamsStep step() {
		return bean(CloseStreamsStep.class);
	}

	final CompletableFuture<StepOutcome> drain() {
		CloseStreamsStep step = step();
		return CompletableFuture.supplyAsync(() -> {
			try {
				return step.drain(new RealDrain());
			}
			catch (InterruptedException ex) {
				throw new IllegalStateException(ex);
			}
		});
	}

	final Duration shutdown() {
		long begun = System.nanoTime();
		this.context.close();
		return Duration.ofNanos(System.nanoTime() - begun);
	}

	final SocketClient socket(String path, String... protocols) {
		SocketClient client = SocketClient.connect(this.http, uri("ws", path), protocols);
		this.closeables.add(client);
		await().until(() -> open(path) > 0);
		return client;
	}

	private long open(String path) {
		return bean(OpenStreams.class).all()
			.stream()
			.filter((stream) -> stream.description().path().equals(path))
			.count();
	}

	/**
	 * Open an event stream and read its first event. The server may have sent that before
	 * it knows of the stream.
	 */
	final InputStream events(String path) throws Exception {
		long before = open(path);
		InputStream body = get(path);
		StringBuilder read = new StringBuilder();
		while (read.indexOf("hello\n\n") < 0) {
			int next = body.read();
			assertThat(next).isNotNegative();
			read.append((char) next);
		}
		await().until(() -> open(path) > before);
		return body;
	}

	final InputStream get(String path) throws Exception {
		InputStream body = this.http
			.send(HttpRequest.newBuilder(uri("http", path)).build(), BodyHandlers.ofInputStream())
			.body();
		this.closeables.add(body);
		return body;
	}

	static String rest(InputStream body) throws IOException {
		return new String(body.readAllBytes(), StandardCharsets.UTF_8);
	}

	final URI uri(String scheme, String path) {
		return URI.create("%s://localhost:%s%s".formatted(scheme,
				this.context.getEnvironment().getRequiredProperty("local.server.port"), path));
	}

	/**
	 * What every application here has.
	 */
	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration(LifecycleAutoConfiguration.class)
	static class Common {

		@Bean
		Ticker ticker() {
			return System::nanoTime;
		}

		@Bean
		Gates gates() {
			return new Gates();
		}

		@Bean
		StreamPolicy policy() {
			return (stream) -> switch (stream.path()) {
				case "/kept" -> Farewell.leaveAlone();
				case "/socket-bye" -> Farewell.closeAfter("bye");
				default -> null;
			};
		}

	}

}
