package io.github.spotaware.lifecycle;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

import io.github.spotaware.InstanceAction;
import io.github.spotaware.InstanceIdentity;
import io.github.spotaware.InterruptionNotice;
import io.github.spotaware.NoticeCause;
import io.github.spotaware.PlatformDetector;
import io.github.spotaware.RebalanceRecommendation;
import io.github.spotaware.SpotState;
import io.github.spotaware.Ticker;
import io.github.spotaware.testsupport.ScriptedCallers;
import io.github.spotaware.testsupport.ScriptedSource;
import io.github.spotaware.testsupport.SimulatedElbClient;
import io.github.spotaware.testsupport.SimulatedGroup;
import io.github.spotaware.testsupport.SimulatedGroup.Member;
import io.github.spotaware.testsupport.SimulatedTime;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ApplicationListener;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.PayloadApplicationEvent;
import org.springframework.context.support.GenericApplicationContext;

/**
 * A real application with a real web server, whose time is simulated: what happens to it
 * is a script, and whoever asks its endpoint meanwhile gets the same answer every time.
 * Each script has to bring it to the end of a drain, so that it can be closed.
 */
public final class PlayedApplication implements AutoCloseable {

	/**
	 * The target group the application is in.
	 */
	public static final String GROUP = "arn:aws:elasticloadbalancing:eu-central-1:123456789012:targetgroup/shop/0123456789abcdef";

	private static final int PORT = 8080;

	private static final Duration INTERVAL = Duration.ofSeconds(2);

	private static final Duration LATENCY = Duration.ofSeconds(3);

	private static final Duration PATIENCE = Duration.ofSeconds(30);

	private static final List<String> PROPERTIES = List.of("spot-aware.in-tests=true", "spot-aware.shutdown=never",
			"spot-aware.doctor=off", "spot-aware.imds.enabled=false", "spot-aware.elb.target-port=" + PORT,
			"server.port=0", "management.endpoints.web.exposure.include=health,spot",
			"management.endpoint.spot.show-values=always", "management.endpoint.spot.access=unrestricted",
			"spring.grpc.server.enabled=false",
			"spring.autoconfigure.exclude=" + List
				.of("core.AwsAutoConfiguration", "core.CredentialsProviderAutoConfiguration",
						"core.RegionProviderAutoConfiguration", "imds.ImdsAutoConfiguration",
						"sqs.SqsAutoConfiguration")
				.stream()
				.map((name) -> "io.awspring.cloud.autoconfigure." + name)
				.collect(Collectors.joining(",")));

	private final SimulatedTime time = new SimulatedTime();

	private final HttpClient client = HttpClient.newHttpClient();

	private final ScriptedSource spot = new ScriptedSource("imds-spot", LATENCY);

	private final ScriptedSource rebalance = new ScriptedSource("imds-rebalance", null);

	private final ScriptedCallers callers = new ScriptedCallers(this.time.ticker());

	private final Duration end;

	private final ConfigurableApplicationContext context;

	/**
	 * Start an application.
	 * @param identity what it runs on
	 * @param reason how that was found out
	 * @param end how long it lives
	 * @param properties what is configured
	 */
	public PlayedApplication(InstanceIdentity identity, String reason, Duration end, String... properties) {
		this.end = end;
		List<String> all = new ArrayList<>(PROPERTIES);
		all.addAll(List.of(properties));
		CountDownLatch prepared = new CountDownLatch(1);
		this.context = new SpringApplicationBuilder(App.class)
			.initializers((GenericApplicationContext target) -> register(target, new Detector(identity, reason)))
			.listeners(new Preparation(prepared))
			.properties(all.toArray(String[]::new))
			.run();
		await(prepared);
	}

	private void register(GenericApplicationContext target, PlatformDetector detector) {
		target.registerBean("ticker", Ticker.class, this.time::ticker);
		target.registerBean("spotClock", InstantSource.class, this.time::clock);
		target.registerBean("threads", Threads.class, () -> SimulatedThreads.of(this.time, (step) -> true),
				(definition) -> definition.setPrimary(true));
		target.registerBean("detector", PlatformDetector.class, () -> detector);
		target.registerBean("callers", ScriptedCallers.class, () -> this.callers);
		if (detector.detect().identity().instanceId() != null) {
			target.registerBean("spotSource", ScriptedSource.class, () -> this.spot);
			target.registerBean("rebalanceSource", ScriptedSource.class, () -> this.rebalance);
		}
		target.registerBean("client", SimulatedElbClient.class, () -> client(detector.detect().identity()));
	}

	private SimulatedElbClient client(InstanceIdentity identity) {
		String id = identity.instanceId();
		Member us = new Member((id != null) ? id : String.valueOf(identity.privateIp()), PORT);
		Member other = new Member((id != null) ? "i-0fedcba9876543210" : "10.0.2.8", PORT);
		SimulatedGroup group = new SimulatedGroup(GROUP, (id != null) ? "instance" : "ip", Duration.ofMinutes(5),
				this.time);
		group.register(us, true);
		group.register(other, true);
		return new SimulatedElbClient(Map.of(GROUP, group), (action) -> {
		});
	}

	private static void await(CountDownLatch prepared) {
		try {
			if (!prepared.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
				throw new IllegalStateException("The application did not get ready for a drain");
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * Do something at a time counted from the start.
	 */
	public PlayedApplication at(Duration moment, Runnable action) {
		this.time.at(moment, action);
		return this;
	}

	/**
	 * Have somebody call every two seconds until a time.
	 */
	public PlayedApplication calls(String address, Duration first, Duration last) {
		for (Duration next = first; next.compareTo(last) <= 0; next = next.plus(INTERVAL)) {
			at(next, () -> this.callers.call(address));
		}
		return this;
	}

	/**
	 * Recommend to rebalance at a time.
	 */
	public PlayedApplication recommended(Duration moment) {
		return at(moment, () -> this.rebalance.show(new RebalanceRecommendation(now())));
	}

	/**
	 * Have the notice seen at a time.
	 * @param moment the time at which it is seen
	 * @param left how long before the interruption that is
	 */
	public PlayedApplication interrupted(Duration moment, Duration left) {
		return at(moment, () -> {
			this.callers.draining = true;
			this.spot.show(
					new InterruptionNotice(NoticeCause.SPOT_INTERRUPTION, InstanceAction.TERMINATE, now().plus(left)));
		});
	}

	/**
	 * Tell it to end at a time, as an orchestrator does.
	 */
	public PlayedApplication terminated(Duration moment) {
		return at(moment, () -> {
			this.callers.draining = true;
			lifecycle().hear("sigterm",
					new InterruptionNotice(NoticeCause.TERMINATION_SIGNAL, InstanceAction.NONE, null));
		});
	}

	/**
	 * Have requests in flight from a time on.
	 */
	public PlayedApplication inFlight(Duration moment, int requests) {
		return at(moment, () -> this.callers.inFlight = requests);
	}

	/**
	 * Let the time pass. It ends drained.
	 */
	public void play() {
		this.time.endIn(this.end);
		for (Duration next = INTERVAL; next.compareTo(this.end) < 0; next = next.plus(INTERVAL)) {
			at(next, this::ask);
		}
		this.time.run();
		if (!(lifecycle().state() instanceof SpotState.Drained)) {
			throw new IllegalStateException("It is not drained, but " + lifecycle().state().id());
		}
	}

	private void ask() {
		this.spot.ask();
		this.rebalance.ask();
	}

	private Instant now() {
		return this.time.clock().instant();
	}

	private SpotLifecycle lifecycle() {
		return this.context.getBean(SpotLifecycle.class);
	}

	/**
	 * Ask the endpoint.
	 * @param method a method of HTTP
	 * @param part what comes behind the endpoint's path
	 * @param body a body in JSON, or {@code null} for none
	 * @return the answer
	 */
	public Answer ask(String method, String part, @Nullable String body) {
		String port = this.context.getEnvironment().getRequiredProperty("local.server.port");
		HttpRequest.Builder request = HttpRequest
			.newBuilder(URI.create("http://localhost:%s/actuator/spot%s".formatted(port, part)))
			.timeout(PATIENCE)
			.method(method,
					(body != null) ? HttpRequest.BodyPublishers.ofString(body) : HttpRequest.BodyPublishers.noBody());
		if (body != null) {
			request.header("Content-Type", "application/json");
		}
		try {
			HttpResponse<String> response = this.client.send(request.build(), HttpResponse.BodyHandlers.ofString());
			return new Answer(response.statusCode(), response.body());
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

	@Override
	public void close() {
		this.context.close();
		this.time.close();
	}

	/**
	 * An answer of the endpoint.
	 *
	 * @param status the status of HTTP
	 * @param body the body
	 */
	public record Answer(int status, String body) {
	}

	private record Detector(InstanceIdentity identity, String reason) implements PlatformDetector {

		@Override
		public boolean worthwhile() {
			return true;
		}

		@Override
		public Detected detect() {
			return new Detected(this.identity, this.reason);
		}

	}

	private record Preparation(CountDownLatch done) implements ApplicationListener<PayloadApplicationEvent<?>> {

		@Override
		public void onApplicationEvent(PayloadApplicationEvent<?> event) {
			if (event.getPayload() instanceof SpotPrepared) {
				this.done.countDown();
			}
		}

	}

	@SpringBootConfiguration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class App {

	}

}
