package io.github.spotaware.grpc;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

import org.junit.jupiter.api.Test;

import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * One of two servers ends behind a balancer of connections that hears of it late.
 */
class GrpcBehindAServiceTests extends GrpcTestBase {

	private static final Duration LAG = Duration.ofMillis(700);

	@Test
	void callsAllSucceedWhenTheServerDrains() throws IOException {
		assertThat(failures(Aware.class, (callers) -> await().pollDelay(LAG).until(() -> true))).isEmpty();
	}

	/**
	 * For contrast, and to prove that a call can fail here.
	 */
	@Test
	void callsFailWhenItDoesNot() throws IOException {
		assertThat(failures(Plain.class, (callers) -> await().until(callers::failed))).isNotEmpty()
			.allMatch((status) -> status.contains("UNAVAILABLE"));
	}

	private List<String> failures(Class<?> application, Consumer<Callers> lag) throws IOException {
		ConfigurableApplicationContext ending = start(List.of(application), "spot-aware.drain.settle=5s",
				"spot-aware.drain.quiet-period=4s");
		ConfigurableApplicationContext staying = start(List.of(Plain.class));
		TcpService service = closing(new TcpService(port(ending), port(staying)));
		Callers callers = new Callers(service.port());
		await().until(() -> callers.calls() > 500);
		CompletableFuture<Void> closing = closeAside(ending);
		lag.accept(callers);
		service.route(port(staying));
		assertThat(closing).succeedsWithin(Duration.ofSeconds(30));
		int before = callers.calls();
		await().until(() -> callers.calls() > before + 500);
		List<String> failures = callers.failures();
		System.out.printf("gRPC, one of two servers ends (%s): %,d of %,d calls failed%n", application.getSimpleName(),
				failures.size(), callers.calls());
		return failures;
	}

}
