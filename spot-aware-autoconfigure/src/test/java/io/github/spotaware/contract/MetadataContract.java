package io.github.spotaware.contract;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What we rely on in the EC2 instance metadata service. Of content types nothing: they
 * differ, and nobody here looks at them.
 *
 * @see <a href=
 * "https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/instancedata-data-categories.html">
 * Instance metadata categories</a>
 * @see <a href=
 * "https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/configuring-instance-metadata-service.html">
 * Use the Instance Metadata Service</a>
 */
abstract class MetadataContract {

	static final Instant TIME = Instant.parse("2031-01-08T09:02:03Z");

	private static final String TOKEN = "/latest/api/token";

	private static final String TOKEN_HEADER = "X-aws-ec2-metadata-token";

	private static final String TTL_HEADER = "X-aws-ec2-metadata-token-ttl-seconds";

	private static final String META_DATA = "/latest/meta-data/";

	private final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

	/**
	 * Return an instance to which nothing happens, in an Auto Scaling group.
	 */
	abstract URI quiet();

	/**
	 * Return a Spot Instance with an interruption notice.
	 */
	abstract URI interrupted(String action, Instant time);

	/**
	 * Return a Spot Instance with a rebalance recommendation.
	 */
	abstract URI rebalanceRecommended(Instant noticeTime);

	/**
	 * Return an instance that is to be stopped for maintenance.
	 */
	abstract URI maintenanceScheduled(Instant notBefore);

	/**
	 * Return an instance that Auto Scaling terminates.
	 */
	abstract URI terminatedByAutoScaling();

	/**
	 * Return an instance that is in no Auto Scaling group.
	 */
	abstract URI withoutAutoScaling();

	@ParameterizedTest
	@ValueSource(strings = { "1", "60", "21600" })
	void tokenIsGivenForTheTimeAskedFor(String seconds) throws Exception {
		HttpResponse<String> response = requestToken(quiet(), TTL_HEADER, seconds);
		assertThat(response.statusCode()).isEqualTo(200);
		assertThat(response.body()).isNotBlank();
		assertThat(response.headers().firstValue(TTL_HEADER)).hasValue(seconds);
	}

	@ParameterizedTest
	@ValueSource(strings = { "0", "-1", "21601", "soon" })
	void tokenForAnotherTimeIsRefused(String seconds) throws Exception {
		assertThat(requestToken(quiet(), TTL_HEADER, seconds).statusCode()).isEqualTo(400);
	}

	@Test
	void tokenWithoutATimeIsRefused() throws Exception {
		assertThat(requestToken(quiet(), "Accept", "*/*").statusCode()).isEqualTo(400);
	}

	@Test
	void tokenThroughAProxyIsRefused() throws Exception {
		HttpResponse<String> response = requestToken(quiet(), TTL_HEADER, "60", "X-Forwarded-For", "10.0.0.1");
		assertThat(response.statusCode()).isGreaterThanOrEqualTo(400);
	}

	@Test
	void questionWithoutATokenIsUnauthorized() throws Exception {
		assertThat(ask(quiet(), "instance-id", null).statusCode()).isEqualTo(401);
	}

	@Test
	void questionWithAnUnknownTokenIsUnauthorized() throws Exception {
		assertThat(ask(quiet(), "instance-id", "bm90LWEtdG9rZW4=").statusCode()).isEqualTo(401);
	}

	@Test
	void questionWithAnExpiredTokenIsUnauthorized() throws Exception {
		URI quiet = quiet();
		String token = requestToken(quiet, TTL_HEADER, "1").body();
		Awaitility.await()
			.atMost(Duration.ofSeconds(10))
			.until(() -> ask(quiet, "instance-id", token).statusCode() == 401);
	}

	@Test
	void tokenIsGoodForManyQuestions() throws Exception {
		URI quiet = quiet();
		String token = requestToken(quiet, TTL_HEADER, "60").body();
		assertThat(ask(quiet, "instance-id", token).statusCode()).isEqualTo(200);
		assertThat(ask(quiet, "local-ipv4", token).statusCode()).isEqualTo(200);
	}

	@ParameterizedTest
	@ValueSource(strings = { "spot/instance-action", "spot/termination-time", "events/recommendations/rebalance",
			"no/such/thing" })
	void absentIsNotFound(String path) throws Exception {
		assertThat(ask(quiet(), path).statusCode()).isEqualTo(404);
	}

	@ParameterizedTest
	@ValueSource(strings = { "terminate", "stop", "hibernate" })
	void interruptionNoticeHoldsActionAndTime(String action) throws Exception {
		JsonNode notice = json(ask(interrupted(action, TIME), "spot/instance-action"));
		assertThat(notice.get("action").asString()).isEqualTo(action);
		assertThat(Instant.parse(notice.get("time").asString())).isEqualTo(TIME);
	}

	@Test
	void terminationTimeHoldsTheTime() throws Exception {
		HttpResponse<String> response = ask(interrupted("terminate", TIME), "spot/termination-time");
		assertThat(response.statusCode()).isEqualTo(200);
		assertThat(Instant.parse(response.body().strip())).isEqualTo(TIME);
	}

	@Test
	void terminationTimeWhenTheInstanceIsToStopIsNotFound() throws Exception {
		assertThat(ask(interrupted("stop", TIME), "spot/termination-time").statusCode()).isEqualTo(404);
	}

	@Test
	void rebalanceRecommendationHoldsItsTime() throws Exception {
		JsonNode recommendation = json(ask(rebalanceRecommended(TIME), "events/recommendations/rebalance"));
		assertThat(Instant.parse(recommendation.get("noticeTime").asString())).isEqualTo(TIME);
	}

	@Test
	void maintenanceWhenNoneIsScheduledIsAnEmptyArray() throws Exception {
		assertThat(json(ask(quiet(), "events/maintenance/scheduled"))).isEmpty();
	}

	@Test
	void maintenanceIsAnArrayOfEvents() throws Exception {
		JsonNode events = json(ask(maintenanceScheduled(TIME), "events/maintenance/scheduled"));
		assertThat(events.isArray()).isTrue();
		assertThat(events).hasSize(1);
		JsonNode event = events.get(0);
		assertThat(event.get("Code").asString()).isEqualTo("instance-stop");
		assertThat(event.get("State").asString()).isEqualTo("active");
		assertThat(event.get("EventId").asString()).startsWith("instance-event-");
		assertThat(event.get("Description").asString()).isNotBlank();
		assertThat(time(event.get("NotBefore"))).isEqualTo(TIME);
	}

	@Test
	void targetLifecycleStateIsAWord() throws Exception {
		assertThat(ask(quiet(), "autoscaling/target-lifecycle-state").body().strip()).isEqualTo("InService");
		assertThat(ask(terminatedByAutoScaling(), "autoscaling/target-lifecycle-state").body().strip())
			.isEqualTo("Terminated");
	}

	@Test
	void targetLifecycleStateWithoutAutoScalingIsNotFound() throws Exception {
		assertThat(ask(withoutAutoScaling(), "autoscaling/target-lifecycle-state").statusCode()).isEqualTo(404);
	}

	@Test
	void instanceLifeCycleIsAWord() throws Exception {
		assertThat(ask(quiet(), "instance-life-cycle").body().strip()).isIn("spot", "on-demand", "scheduled",
				"capacity-block");
	}

	@Test
	void identityDocumentSaysWhoAndWhere() throws Exception {
		URI quiet = quiet();
		String token = requestToken(quiet, TTL_HEADER, "60").body();
		JsonNode document = json(get(quiet, "/latest/dynamic/instance-identity/document", token));
		assertThat(document.get("instanceId").asString()).isEqualTo(ask(quiet, "instance-id").body());
		assertThat(document.get("region").asString()).isEqualTo(ask(quiet, "placement/region").body());
		assertThat(document.get("availabilityZone").asString()).startsWith(document.get("region").asString());
		assertThat(document.get("privateIp").asString()).matches("[0-9.]+");
	}

	final HttpResponse<String> ask(URI instance, String path) throws IOException, InterruptedException {
		return ask(instance, path, requestToken(instance, TTL_HEADER, "60").body());
	}

	final HttpResponse<String> requestToken(URI instance, String... headers) throws IOException, InterruptedException {
		HttpRequest request = HttpRequest.newBuilder(instance.resolve(TOKEN))
			.headers(headers)
			.PUT(HttpRequest.BodyPublishers.noBody())
			.build();
		return this.client.send(request, HttpResponse.BodyHandlers.ofString());
	}

	private HttpResponse<String> ask(URI instance, String path, @Nullable String token)
			throws IOException, InterruptedException {
		return get(instance, META_DATA + path, token);
	}

	private HttpResponse<String> get(URI instance, String path, @Nullable String token)
			throws IOException, InterruptedException {
		HttpRequest.Builder request = HttpRequest.newBuilder(instance.resolve(path));
		if (token != null) {
			request.header(TOKEN_HEADER, token);
		}
		return this.client.send(request.build(), HttpResponse.BodyHandlers.ofString());
	}

	private static JsonNode json(HttpResponse<String> response) {
		assertThat(response.statusCode()).isEqualTo(200);
		return JsonMapper.shared().readTree(response.body());
	}

	private static Instant time(JsonNode time) {
		return ZonedDateTime
			.parse(time.asString(), DateTimeFormatter.ofPattern("d MMM yyyy HH:mm:ss zzz", Locale.ENGLISH))
			.toInstant();
	}

}
