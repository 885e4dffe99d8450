package io.github.spotaware.test.environment;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.Test;

import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests what {@link SpotEnvironment} does where there is no Spot Aware. What it does
 * where there is one is tested with Spot Aware.
 */
class SpotEnvironmentTests {

	@Test
	void announceWhenTheApplicationHasNoSpotAwareFails() {
		try (SpotEnvironment ec2 = SpotEnvironment.ec2();
				ConfigurableApplicationContext context = SpringApplication.run(Plain.class, ec2.arguments())) {
			assertThat(context.getBean(SpotEnvironment.class)).isSameAs(ec2);
			assertThatIllegalStateException().isThrownBy(ec2::announce)
				.withMessage("The application does not have Spot Aware: "
						+ "add 'io.github.spotaware:spot-aware-starter' to it");
			assertThat(ec2.restore()).isTrue();
		}
	}

	@Test
	void applicationOfAnotherEnvironmentIsLeftAlone() {
		try (ConfigurableApplicationContext context = SpringApplication.run(Plain.class)) {
			assertThat(context.getBeanNamesForType(SpotEnvironment.class)).isEmpty();
		}
	}

	@Test
	void defaultsAreLeftToTheArgumentsThatAreGiven() {
		try (SpotEnvironment ec2 = SpotEnvironment.ec2()) {
			assertThat(List.of(ec2.arguments("--spot-aware.drain.settle=3s")))
				.contains("--spot-aware.drain.settle=3s", "--spot-aware.drain.reserve=1s", "--spot-aware.in-tests=true")
				.doesNotContain("--spot-aware.drain.settle=1s");
		}
	}

	@Test
	void closeWhenRepeatedDoesNothing() throws Exception {
		SpotEnvironment ec2 = SpotEnvironment.ec2();
		URI metadata = ec2.instance().metadataEndpoint();
		HttpClient client = HttpClient.newHttpClient();
		// Somebody else may have been given the port by the time it is asked again.
		HttpRequest request = HttpRequest.newBuilder(metadata.resolve("/latest/meta-data/instance-id"))
			.timeout(Duration.ofSeconds(10))
			.build();
		assertThat(client.send(request, BodyHandlers.discarding()).statusCode()).isEqualTo(401);
		ec2.close();
		ec2.close();
		assertThatExceptionOfType(IOException.class).isThrownBy(() -> client.send(request, BodyHandlers.discarding()));
	}

	@Test
	void environmentNeedsNoOptionalDependency() throws Exception {
		ClassLoader bare = new WithoutOptionalDependencies();
		Class<?> environment = bare.loadClass(SpotEnvironment.class.getName());
		assertThat(environment).isNotSameAs(SpotEnvironment.class);
		try (AutoCloseable ec2 = (AutoCloseable) environment.getMethod("ec2").invoke(null)) {
			assertThat(environment.getMethod("properties").invoke(ec2)).asString().contains("spot-aware.in-tests=true");
		}
	}

	@Configuration(proxyBeanMethods = false)
	static class Plain {

	}

	/**
	 * Loads our classes again, without what is optional.
	 */
	private static final class WithoutOptionalDependencies extends ClassLoader {

		private static final List<String> OPTIONAL = List.of("org.springframework.", "org.junit.", "org.assertj.",
				"software.amazon.");

		@Override
		protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
			if (OPTIONAL.stream().anyMatch(name::startsWith)) {
				throw new ClassNotFoundException(name);
			}
			return name.startsWith("io.github.spotaware.") ? ours(name) : super.loadClass(name, resolve);
		}

		private Class<?> ours(String name) throws ClassNotFoundException {
			Class<?> loaded = findLoadedClass(name);
			if (loaded != null) {
				return loaded;
			}
			try (InputStream in = getParent().getResourceAsStream(name.replace('.', '/') + ".class")) {
				if (in == null) {
					throw new ClassNotFoundException(name);
				}
				byte[] bytes = in.readAllBytes();
				return defineClass(name, bytes, 0, bytes.length);
			}
			catch (IOException ex) {
				throw new ClassNotFoundException(name, ex);
			}
		}

	}

}
