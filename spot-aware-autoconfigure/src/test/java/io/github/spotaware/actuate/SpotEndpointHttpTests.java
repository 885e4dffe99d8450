package io.github.spotaware.actuate;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import io.github.spotaware.InstanceAction;
import io.github.spotaware.MessageUse;
import io.github.spotaware.lifecycle.SpotLifecycle;
import io.github.spotaware.testsupport.FakeQueue;
import io.github.spotaware.testsupport.FakeSource;
import io.github.spotaware.testsupport.FakeTargets;
import io.github.spotaware.testsupport.FakeTraffic;
import io.github.spotaware.testsupport.Fakes;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the endpoint over HTTP, on both kinds of server.
 */
class SpotEndpointHttpTests {

	private static final String QUEUE = "https://sqs.eu-central-1.amazonaws.com/123456789012/spot-" + Fakes.INSTANCE;

	private static final String UNRESTRICTED = "management.endpoint.spot.access=unrestricted";

	private final HttpClient client = HttpClient.newHttpClient();

	private final JsonMapper json = JsonMapper.builder().build();

	private @Nullable ConfigurableApplicationContext context;

	@AfterEach
	void close() {
		if (this.context != null) {
			this.context.close();
		}
	}

	@ParameterizedTest
	@EnumSource(names = { "SERVLET", "REACTIVE" })
	void getShowsAllAndHidesIdsByDefault(WebApplicationType type) {
		start(type);
		JsonNode spot = get().json();
		assertThat(spot.path("state").asString()).isEqualTo("running");
		assertThat(spot.path("dryRun").asBoolean(true)).isFalse();
		JsonNode platform = spot.path("platform");
		assertThat(platform.path("name").asString()).isEqualTo("ec2");
		assertThat(platform.path("reason").asString()).isEqualTo("a test says so; this is ******");
		assertThat(platform.path("capacity").asString()).isEqualTo("spot");
		assertThat(platform.path("instanceId").asString()).isEqualTo("******");
		assertThat(platform.path("privateIp").asString()).isEqualTo("******");
		assertThat(platform.path("availabilityZone").asString()).isEqualTo("eu-central-1a");
		JsonNode source = spot.path("sources").path(0);
		assertThat(source.path("name").asString()).isEqualTo("fake");
		assertThat(Instant.parse(source.path("lastSuccess").asString())).isNotNull();
		assertThat(source.path("successes").asInt()).isEqualTo(1);
		assertThat(source.path("failures").asInt()).isZero();
		assertThat(source.has("lastFailure")).isFalse();
		JsonNode target = spot.path("targets").path(0);
		assertThat(target.path("group").asString()).isEqualTo("checkout");
		assertThat(target.path("arn").asString()).isEqualTo("******");
		assertThat(target.path("id").asString()).isEqualTo("******");
		assertThat(target.path("port").asInt()).isEqualTo(8080);
		assertThat(target.path("deregistrationDelay").asString()).isEqualTo("300s");
		JsonNode caller = spot.path("callers").path(0);
		assertThat(caller.path("address").asString()).isEqualTo("******");
		assertThat(Instant.parse(caller.path("lastRequest").asString())).isNotNull();
		assertThat(caller.has("needed")).isFalse();
		assertThat(spot.path("requests").path("active").asInt()).isEqualTo(1);
		assertThat(spot.path("findings").path(0).path("id").asString()).isEqualTo("elb-access-denied");
		assertThat(spot.path("findings").path(0).path("severity").asString()).isEqualTo("warning");
		assertThat(spot.path("findings").path(0).path("documentation").asString())
			.endsWith("docs/findings.md#elb-access-denied");
		assertThat(spot.path("findings").path(0).path("remedy").asString()).isEqualTo("Allow it for ******");
		assertThat(spot.has("deadline")).isFalse();
		assertThat(spot.has("drain")).isFalse();
		assertThat(spot.has("queue")).isFalse();
	}

	@ParameterizedTest
	@EnumSource(names = { "SERVLET", "REACTIVE" })
	void getShowsHowTheTimeWouldBeDivided(WebApplicationType type) {
		start(type, "spot-aware.termination-grace-period=40s", "spot-aware.drain.settle=1s",
				"spot-aware.drain.reserve=5s");
		JsonNode budget = get().json().path("budgets").path(0);
		assertThat(budget.path("trigger").asString()).isEqualTo("sigterm");
		assertThat(budget.path("time").asString()).isEqualTo("40s");
		assertThat(budget.path("origin").asString()).isEqualTo("configured grace period of 40 s");
		assertThat(budget.path("cut").asBoolean(true)).isFalse();
		assertThat(budget.path("deregistrationDelay").asString()).isEqualTo("300s");
		JsonNode silence = budget.path("parts").path(1);
		assertThat(silence).hasToString("{\"name\":\"silence of each caller\",\"limit\":\"1s\",\"left\":\"5s\"}");
		assertThat(budget.path("parts").path(2).path("wanted").asString()).isEqualTo("30s");
	}

	@ParameterizedTest
	@EnumSource(names = { "SERVLET", "REACTIVE" })
	void getFindingsHasTargetsLookedAtAgain(WebApplicationType type) {
		start(type);
		JsonNode findings = get("/findings").json();
		assertThat(findings.path("findings").path(0).path("id").asString()).isEqualTo("elb-access-denied");
		assertThat(findings.path("budgets").path(0).path("trigger").asString()).isEqualTo("sigterm");
		assertThat(bean(FakeTargets.class).refreshed).hasValue(1);
	}

	@ParameterizedTest
	@EnumSource(names = { "SERVLET", "REACTIVE" })
	void getShowsTheQueueAndHidesTheIdsInItsName(WebApplicationType type) {
		start(type, "fake.queue=" + QUEUE);
		bean(FakeSource.class).signals().failed(new IOException("'%s' is not there".formatted(QUEUE)));
		JsonNode queue = get().json().path("queue");
		assertThat(queue.path("name").asString())
			.isEqualTo("https://sqs.eu-central-1.amazonaws.com/******/spot-******");
		assertThat(Instant.parse(queue.path("lastSuccess").asString())).isNotNull();
		assertThat(Instant.parse(queue.path("lastFailure").asString())).isNotNull();
		assertThat(queue.path("lastError").asString())
			.isEqualTo("'https://sqs.eu-central-1.amazonaws.com/******/spot-******' is not there");
		assertThat(queue.path("answersLifecycleActions").asBoolean()).isTrue();
		assertThat(queue.path("messages"))
			.hasToString("{\"accepted\":1,\"foreign\":0,\"irrelevant\":0,\"implausible\":2,\"not-understood\":0}");
	}

	@ParameterizedTest
	@EnumSource(names = { "SERVLET", "REACTIVE" })
	void getWhenValuesAreShownNamesTheQueue(WebApplicationType type) {
		start(type, "fake.queue=" + QUEUE, "management.endpoint.spot.show-values=always");
		assertThat(get().json().path("queue").path("name").asString()).isEqualTo(QUEUE);
	}

	@ParameterizedTest
	@EnumSource(names = { "SERVLET", "REACTIVE" })
	void getWhenNoSourceReadsTheQueueShowsNeitherSuccessNorFailure(WebApplicationType type) {
		start(type, "fake.queue=events", "fake.queue-source=never-started");
		JsonNode queue = get().json().path("queue");
		assertThat(queue.path("name").asString()).isEqualTo("events");
		assertThat(queue.has("lastSuccess")).isFalse();
		assertThat(queue.has("lastFailure")).isFalse();
	}

	@ParameterizedTest
	@EnumSource(names = { "SERVLET", "REACTIVE" })
	void getTargetsIsAnErrorUntilAllAreHealthy(WebApplicationType type) {
		start(type);
		FakeTargets targets = bean(FakeTargets.class);
		targets.groups = List.of();
		Answer unknown = get("/targets");
		assertThat(unknown.status()).isEqualTo(503);
		assertThat(unknown.json().path("healthy").asBoolean(true)).isFalse();
		assertThat(unknown.json().path("targets").isEmpty()).isTrue();
		targets.groups = List.of("checkout", "search");
		targets.state = "initial";
		Answer initial = get("/targets");
		assertThat(initial.status()).isEqualTo(503);
		assertThat(initial.json().path("targets").path(1).path("state").asString()).isEqualTo("initial");
		targets.state = "healthy";
		Answer healthy = get("/targets");
		assertThat(healthy.status()).isEqualTo(200);
		assertThat(healthy.json().path("healthy").asBoolean()).isTrue();
		JsonNode target = healthy.json().path("targets").path(0);
		assertThat(target.path("group").asString()).isEqualTo("checkout");
		assertThat(target.path("arn").asString()).isEqualTo("******");
		assertThat(target.path("id").asString()).isEqualTo("******");
		assertThat(target.path("port").asInt()).isEqualTo(8080);
		assertThat(targets.refreshed).hasValue(3);
	}

	@ParameterizedTest
	@EnumSource(names = { "SERVLET", "REACTIVE" })
	void getTargetsWhenItIsKnownThatThereAreNoneIsNotFound(WebApplicationType type) {
		start(type);
		FakeTargets targets = bean(FakeTargets.class);
		targets.groups = List.of();
		targets.seeks = false;
		assertThat(get("/targets").status()).isEqualTo(404);
	}

	@ParameterizedTest
	@EnumSource(names = { "SERVLET", "REACTIVE" })
	void getTargetsWhenValuesAreShownNamesThem(WebApplicationType type) {
		start(type, "management.endpoint.spot.show-values=always");
		assertThat(get("/targets").json().path("targets").path(0).path("arn").asString()).isEqualTo(Fakes.GROUP);
	}

	@ParameterizedTest
	@EnumSource(names = { "SERVLET", "REACTIVE" })
	void getAnotherPartIsNotFound(WebApplicationType type) {
		start(type);
		assertThat(get("/callers").status()).isEqualTo(404);
	}

	@ParameterizedTest
	@EnumSource(names = { "SERVLET", "REACTIVE" })
	void writesWhenAccessIsDefaultAreDenied(WebApplicationType type) {
		start(type);
		assertThat(post(null).status()).isEqualTo(405);
		assertThat(post("{}").status()).isEqualTo(405);
		assertThat(delete().status()).isEqualTo(405);
		assertThat(lifecycle().state().id()).isEqualTo("running");
	}

	@ParameterizedTest
	@EnumSource(names = { "SERVLET", "REACTIVE" })
	void postDrainsAndDeleteTakesItBack(WebApplicationType type) {
		start(type, UNRESTRICTED);
		bean(FakeTraffic.class).inFlight = 3;
		Answer drained = post("{\"deadline\":\"90s\"}");
		assertThat(drained.status()).isEqualTo(200);
		assertThat(drained.json().path("state").asString()).isEqualTo("draining");
		assertThat(seconds(drained.json().path("deadline").path("remaining"))).isBetween(80.0, 90.0);
		JsonNode spot = get().json();
		assertThat(spot.path("state").asString()).isEqualTo("draining");
		JsonNode signal = spot.path("signals").path(0);
		assertThat(signal.path("source").asString()).isEqualTo("operator");
		assertThat(signal.path("cause").asString()).isEqualTo("operator");
		assertThat(signal.path("action").asString()).isEqualTo("none");
		assertThat(signal.path("drains").asBoolean()).isTrue();
		assertThat(signal.path("since").asString()).matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d{3})?Z");
		assertThat(signal.has("expires")).isFalse();
		assertThat(spot.path("deadline").path("origin").asString()).isEqualTo("operator notice");
		JsonNode drain = spot.path("drain");
		assertThat(drain.path("inFlight").asInt()).isEqualTo(3);
		assertThat(drain.path("settle").asString()).isEqualTo("0.02s");
		assertThat(drain.path("departure").asString()).isEqualTo("readiness");
		assertThat(drain.has("end")).isFalse();
		JsonNode caller = spot.path("callers").path(0);
		assertThat(caller.path("needed").asString()).endsWith("s");
		assertThat(caller.path("silent").asString()).endsWith("s");
		Answer cancelled = delete();
		assertThat(cancelled.status()).isEqualTo(200);
		assertThat(cancelled.json().path("state").asString()).isEqualTo("running");
		assertThat(cancelled.json().has("deadline")).isFalse();
		Awaitility.await()
			.untilAsserted(() -> assertThat(get().json().path("drain").path("end").asString()).isEqualTo("cancelled"));
		bean(FakeTraffic.class).inFlight = 0;
	}

	@ParameterizedTest
	@EnumSource(names = { "SERVLET", "REACTIVE" })
	void postWithoutBodyOrContentTypeDrainsWithinTheGracePeriod(WebApplicationType type) {
		start(type, UNRESTRICTED, "spot-aware.termination-grace-period=30s");
		assertThat(post(null).status()).isEqualTo(200);
		Awaitility.await().untilAsserted(() -> assertThat(get().json().path("state").asString()).isEqualTo("drained"));
		JsonNode drain = get().json().path("drain");
		assertThat(drain.path("end").asString()).isEqualTo("settled");
		JsonNode step = drain.path("timeline").path(0);
		assertThat(step.path("phase").asString()).isEqualTo("refuse");
		assertThat(step.path("name").asString()).isEqualTo("refuse-readiness");
		assertThat(step.path("after").asString()).endsWith("s");
		assertThat(step.path("took").asString()).endsWith("s");
		assertThat(step.path("result").asString()).isEqualTo("done");
		assertThat(step.path("detail").asString()).isEqualTo("readiness refuses traffic");
	}

	@ParameterizedTest
	@EnumSource(names = { "SERVLET", "REACTIVE" })
	void postWhenGarbageIsRejectedWithTheReason(WebApplicationType type) {
		start(type, UNRESTRICTED);
		Answer garbage = post("{\"deadline\":\"soon\"}");
		assertThat(garbage.status()).isEqualTo(400);
		assertThat(garbage.json().path("reason").asString())
			.isEqualTo("'soon' is no deadline: give a duration such as '90s', '2m' or 'PT90S'");
		Answer negative = post("{\"deadline\":\"-90s\"}");
		assertThat(negative.status()).isEqualTo(400);
		assertThat(negative.json().path("reason").asString()).isEqualTo("'-90s' is no deadline: it is negative");
		assertThat(post("{\"deadline\":").status()).isEqualTo(400);
		assertThat(post("{\"deadline\":{\"seconds\":90}}").status()).isEqualTo(400);
		assertThat(lifecycle().state().id()).isEqualTo("running");
	}

	@ParameterizedTest
	@EnumSource(names = { "SERVLET", "REACTIVE" })
	void writesWhenThereIsNoPlatformAreConflicts(WebApplicationType type) {
		start(type, UNRESTRICTED, "fake.platform=NONE");
		assertThat(get().json().path("platform").path("name").asString()).isEqualTo("none");
		Answer drained = post("{}");
		assertThat(drained.status()).isEqualTo(409);
		assertThat(drained.json().path("reason").asString()).isEqualTo("There is no platform on which to drain");
		Answer cancelled = delete();
		assertThat(cancelled.status()).isEqualTo(409);
		assertThat(cancelled.json().path("reason").asString()).isEqualTo("No operator's drain is under way");
	}

	@ParameterizedTest
	@EnumSource(names = { "SERVLET", "REACTIVE" })
	void deleteWhenAnotherCauseStandsIsAConflict(WebApplicationType type) {
		start(type, UNRESTRICTED);
		bean(FakeSource.class).interrupt(InstanceAction.STOP, null);
		assertThat(post("{}").status()).isEqualTo(200);
		Answer cancelled = delete();
		assertThat(cancelled.status()).isEqualTo(409);
		assertThat(cancelled.json().path("reason").asString())
			.isEqualTo("It drains for the spot interruption (stop) by fake, which an operator cannot take back");
		assertThat(get().json().path("signals").size()).isEqualTo(2);
		bean(FakeSource.class).signals().withdraw();
		assertThat(delete().status()).isEqualTo(200);
	}

	@ParameterizedTest
	@EnumSource(names = { "SERVLET", "REACTIVE" })
	void getWhenValuesAreShownHidesNothing(WebApplicationType type) {
		start(type, "management.endpoint.spot.show-values=always");
		bean(FakeSource.class).signals().failed(new IOException("No route to " + Fakes.ADDRESS));
		JsonNode spot = get().json();
		assertThat(spot.path("platform").path("instanceId").asString()).isEqualTo(Fakes.INSTANCE);
		assertThat(spot.path("platform").path("privateIp").asString()).isEqualTo(Fakes.ADDRESS);
		assertThat(spot.path("platform").path("reason").asString()).endsWith(Fakes.INSTANCE);
		assertThat(spot.path("targets").path(0).path("arn").asString()).isEqualTo(Fakes.GROUP);
		assertThat(spot.path("targets").path(0).path("id").asString()).isEqualTo(Fakes.INSTANCE);
		assertThat(spot.path("callers").path(0).path("address").asString()).isEqualTo(Fakes.CALLER);
		assertThat(spot.path("findings").path(0).path("remedy").asString()).endsWith(Fakes.GROUP);
		assertThat(spot.path("sources").path(0).path("lastError").asString()).isEqualTo("No route to " + Fakes.ADDRESS);
		assertThat(spot.path("sources").path(0).path("failures").asInt()).isEqualTo(1);
	}

	private void start(WebApplicationType type, String... properties) {
		List<String> all = new ArrayList<>(Fakes.PROPERTIES);
		all.addAll(List.of("server.port=0", "server.shutdown=immediate",
				"management.endpoints.web.exposure.include=spot", "spring.reactor.netty.shutdown-quiet-period=0s"));
		all.addAll(List.of(properties));
		this.context = new SpringApplicationBuilder(App.class).web(type).properties(all.toArray(String[]::new)).run();
		if (!all.contains("fake.platform=NONE")) {
			Awaitility.await().until(() -> bean(FakeSource.class).started());
		}
	}

	private <T> T bean(Class<T> type) {
		return Objects.requireNonNull(this.context).getBean(type);
	}

	private SpotLifecycle lifecycle() {
		return bean(SpotLifecycle.class);
	}

	private static double seconds(JsonNode duration) {
		assertThat(duration.asString()).matches("\\d+(\\.\\d+)?s");
		return Double.parseDouble(duration.asString().replace("s", ""));
	}

	private Answer get() {
		return get("");
	}

	private Answer get(String part) {
		return send(request(part).GET());
	}

	private Answer post(@Nullable String body) {
		return send((body != null)
				? request().header("Content-Type", "application/json").POST(HttpRequest.BodyPublishers.ofString(body))
				: request().POST(HttpRequest.BodyPublishers.noBody()));
	}

	private Answer delete() {
		return send(request().DELETE());
	}

	private HttpRequest.Builder request() {
		return request("");
	}

	private HttpRequest.Builder request(String part) {
		int port = Objects.requireNonNull(this.context)
			.getEnvironment()
			.getRequiredProperty("local.server.port", Integer.class);
		return HttpRequest.newBuilder(URI.create("http://localhost:%d/actuator/spot%s".formatted(port, part)))
			.timeout(Duration.ofSeconds(10));
	}

	private Answer send(HttpRequest.Builder request) {
		try {
			HttpResponse<String> response = this.client.send(request.build(), HttpResponse.BodyHandlers.ofString());
			return new Answer(response.statusCode(), response.body(), this.json);
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

	private record Answer(int status, String body, JsonMapper mapper) {

		JsonNode json() {
			return this.mapper.readTree(this.body);
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@Import(Fakes.class)
	static class App {

		@Bean
		@ConditionalOnProperty("fake.queue")
		FakeQueue fakeQueue(@Value("${fake.queue}") String name, @Value("${fake.queue-source:fake}") String source) {
			return new FakeQueue(name, source, Map.of(MessageUse.ACCEPTED, 1L, MessageUse.IMPLAUSIBLE, 2L));
		}

	}

}
