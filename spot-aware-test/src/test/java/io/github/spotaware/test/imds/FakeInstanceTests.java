package io.github.spotaware.test.imds;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.time.Instant;

import io.github.spotaware.test.ManualTicker;
import io.github.spotaware.test.wire.Engine;
import io.github.spotaware.test.wire.Fault;
import io.github.spotaware.test.wire.Faults;
import io.vertx.core.Vertx;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.imds.Ec2MetadataClient;
import software.amazon.awssdk.imds.Ec2MetadataClientException;
import software.amazon.awssdk.imds.Ec2MetadataRetryPolicy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

class FakeInstanceTests {

	private static final Instant TIME = Instant.parse("2026-11-22T01:02:03Z");

	private final Vertx vertx = Engine.start();

	private final ManualTicker ticker = new ManualTicker();

	private final FakeInstance instance = new FakeInstance(this.vertx, "i-0123456789abcdef0", "127.0.0.1", this.ticker);

	private Duration patience = Duration.ofSeconds(20);

	private final HttpClient http = HttpClient.newHttpClient();

	private final Ec2MetadataClient sdk = Ec2MetadataClient.builder()
		.endpoint(this.instance.metadataEndpoint())
		.httpClient(UrlConnectionHttpClient.create())
		.retryPolicy(Ec2MetadataRetryPolicy.none())
		.build();

	@AfterEach
	void close() {
		this.sdk.close();
		Engine.await(this.vertx.close());
	}

	@Test
	void getWhenInterruptedServesTheNotice() {
		this.instance.interrupt("terminate", TIME);
		assertThat(sdkGet(MetadataPath.INSTANCE_ACTION))
			.isEqualTo("{\"action\": \"terminate\", \"time\": \"2026-11-22T01:02:03Z\"}");
		assertThat(sdkGet(MetadataPath.TERMINATION_TIME)).isEqualTo("2026-11-22T01:02:03Z");
	}

	@Test
	void getWhenToBeStoppedServesNoTerminationTime() {
		this.instance.interrupt("stop", TIME);
		assertThat(sdkGet(MetadataPath.INSTANCE_ACTION)).contains("\"stop\"");
		assertThat(sdkStatus(MetadataPath.TERMINATION_TIME)).isEqualTo(404);
	}

	@Test
	void getWhenNothingIsAnnouncedAnswersNotFound() {
		assertThat(sdkStatus(MetadataPath.INSTANCE_ACTION)).isEqualTo(404);
		assertThat(sdkStatus(MetadataPath.TERMINATION_TIME)).isEqualTo(404);
		assertThat(sdkStatus(MetadataPath.REBALANCE)).isEqualTo(404);
		assertThat(sdkGet(MetadataPath.MAINTENANCE)).isEqualTo("[]");
	}

	@Test
	void getWhenWithdrawnAnswersNotFound() {
		this.instance.interrupt("terminate", TIME);
		this.instance.recommendRebalance(TIME);
		assertThat(sdkGet(MetadataPath.REBALANCE)).isEqualTo("{\"noticeTime\": \"2026-11-22T01:02:03Z\"}");
		this.instance.withdrawInterruption();
		this.instance.withdrawRebalance();
		assertThat(sdkStatus(MetadataPath.INSTANCE_ACTION)).isEqualTo(404);
		assertThat(sdkStatus(MetadataPath.REBALANCE)).isEqualTo(404);
	}

	@Test
	void getDescribesTheInstance() {
		this.instance.autoScalingState("Terminated");
		assertThat(sdkGet(MetadataPath.INSTANCE_ID)).isEqualTo("i-0123456789abcdef0");
		assertThat(sdkGet(MetadataPath.LOCAL_IPV4)).isEqualTo("127.0.0.1");
		assertThat(sdkGet(MetadataPath.REGION)).isEqualTo("us-east-1");
		assertThat(sdkGet(MetadataPath.AVAILABILITY_ZONE)).isEqualTo("us-east-1a");
		assertThat(sdkGet(MetadataPath.LIFE_CYCLE)).isEqualTo("spot");
		assertThat(sdkGet(MetadataPath.TARGET_LIFECYCLE_STATE)).isEqualTo("Terminated");
		assertThat(this.sdk.get(MetadataPath.IDENTITY_DOCUMENT).asDocument().asMap()).containsKeys("instanceId",
				"region", "availabilityZone", "privateIp", "instanceType", "accountId");
	}

	@Test
	void getWhenOnDemandSaysSo() {
		this.instance.onDemand();
		assertThat(sdkGet(MetadataPath.LIFE_CYCLE)).isEqualTo("on-demand");
	}

	@Test
	void getWithoutTokenIsUnauthorized() throws Exception {
		assertThat(get(MetadataPath.INSTANCE_ID, null).statusCode()).isEqualTo(401);
		assertThat(get(MetadataPath.INSTANCE_ID, "unknown").statusCode()).isEqualTo(401);
	}

	@Test
	void getWhenTokenExpiredIsUnauthorized() throws Exception {
		String token = token("10").body();
		this.ticker.advance(Duration.ofSeconds(9));
		assertThat(get(MetadataPath.INSTANCE_ID, token).statusCode()).isEqualTo(200);
		this.ticker.advance(Duration.ofSeconds(1));
		assertThat(get(MetadataPath.INSTANCE_ID, token).statusCode()).isEqualTo(401);
	}

	@Test
	void getWhenTokensAreRevokedIsUnauthorizedUntilANewToken() throws Exception {
		String token = token("60").body();
		this.instance.revokeTokens();
		assertThat(get(MetadataPath.INSTANCE_ID, token).statusCode()).isEqualTo(401);
		assertThat(get(MetadataPath.INSTANCE_ID, token("60").body()).statusCode()).isEqualTo(200);
	}

	@Test
	void getWhenTokensAreRefusedIsUnauthorizedWithANewToken() throws Exception {
		this.instance.refuseTokens(true);
		assertThat(get(MetadataPath.INSTANCE_ID, token("60").body()).statusCode()).isEqualTo(401);
	}

	@ParameterizedTest
	@ValueSource(strings = { "0", "21601", "-1", "soon", "99999999999" })
	void putWhenTimeToLiveIsNotAllowedIsABadRequest(String ttl) throws Exception {
		assertThat(token(ttl).statusCode()).isEqualTo(400);
	}

	@ParameterizedTest
	@ValueSource(strings = { "1", "21600" })
	void putAnswersTheTimeToLive(String ttl) throws Exception {
		HttpResponse<String> response = token(ttl);
		assertThat(response.statusCode()).isEqualTo(200);
		assertThat(response.headers().firstValue("X-aws-ec2-metadata-token-ttl-seconds")).hasValue(ttl);
	}

	@Test
	void anyCallWhenDisabledIsForbidden() throws Exception {
		this.instance.metadataEnabled(false);
		assertThat(token("60").statusCode()).isEqualTo(403);
		assertThat(get(MetadataPath.INSTANCE_ID, null).statusCode()).isEqualTo(403);
	}

	@Test
	void failWhenOncePassesAfterwards() {
		this.instance.fail(MetadataPath.INSTANCE_ID, Fault.status(500), 1);
		assertThat(sdkGet(MetadataPath.REGION)).isEqualTo("us-east-1");
		assertThatExceptionOfType(RuntimeException.class).isThrownBy(() -> sdkGet(MetadataPath.INSTANCE_ID));
		assertThat(sdkGet(MetadataPath.INSTANCE_ID)).isEqualTo("i-0123456789abcdef0");
	}

	@Test
	void failWhenHangingNeverAnswers() throws Exception {
		this.instance.fail(MetadataPath.TOKEN, Fault.hang());
		this.patience = Duration.ofMillis(500);
		assertThatExceptionOfType(HttpTimeoutException.class).isThrownBy(() -> token("60"));
		await()
			.untilAsserted(() -> assertThat(this.instance.calls()).extracting(MetadataCall::status).containsExactly(0));
		this.instance.clearFaults();
		this.patience = Duration.ofSeconds(20);
		assertThat(token("60").statusCode()).isEqualTo(200);
	}

	@Test
	void failWhenResetEndsTheConnection() {
		this.instance.fail(Faults.ANY, Fault.reset());
		assertThatExceptionOfType(IOException.class).isThrownBy(() -> token("60"))
			.isNotInstanceOf(HttpTimeoutException.class);
	}

	@Test
	void failWhenSlowAnswersLate() throws Exception {
		String token = token("60").body();
		this.instance.fail(MetadataPath.INSTANCE_ID, Fault.slow(Duration.ofMillis(150)));
		long start = System.nanoTime();
		assertThat(get(MetadataPath.INSTANCE_ID, token).statusCode()).isEqualTo(200);
		assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(Duration.ofMillis(145));
	}

	@Test
	void failWhenMalformedAnswersWhatNobodyCanRead() throws Exception {
		this.instance.fail(MetadataPath.INSTANCE_ACTION, Fault.malformed());
		HttpResponse<String> response = get(MetadataPath.INSTANCE_ACTION, token("60").body());
		assertThat(response.statusCode()).isEqualTo(200);
		assertThat(response.body()).doesNotContain("action");
	}

	@Test
	void callsRecordsMethodPathAndStatus() throws Exception {
		get(MetadataPath.REGION, token("60").body());
		long now = this.ticker.getAsLong();
		assertThat(this.instance.calls()).containsExactly(new MetadataCall("PUT", MetadataPath.TOKEN, 200, now),
				new MetadataCall("GET", MetadataPath.REGION, 200, now));
	}

	@Test
	void resetGoesBackToTheBeginning() throws Exception {
		this.instance.interrupt("terminate", TIME);
		this.instance.onDemand();
		this.instance.metadataEnabled(false);
		token("60");
		this.instance.reset();
		assertThat(this.instance.calls()).isEmpty();
		assertThat(sdkStatus(MetadataPath.INSTANCE_ACTION)).isEqualTo(404);
		assertThat(sdkGet(MetadataPath.LIFE_CYCLE)).isEqualTo("spot");
	}

	@Test
	void closeReleasesThePort() {
		this.instance.close();
		assertThatExceptionOfType(IOException.class).isThrownBy(() -> token("60"));
	}

	private String sdkGet(String path) {
		return this.sdk.get(path).asString();
	}

	private int sdkStatus(String path) {
		try {
			this.sdk.get(path);
			return 200;
		}
		catch (Ec2MetadataClientException ex) {
			return ex.statusCode();
		}
	}

	private HttpResponse<String> token(String ttl) throws IOException, InterruptedException {
		return send(HttpRequest.newBuilder(this.instance.metadataEndpoint().resolve(MetadataPath.TOKEN))
			.PUT(BodyPublishers.noBody())
			.header("X-aws-ec2-metadata-token-ttl-seconds", ttl));
	}

	private HttpResponse<String> get(String path, @Nullable String token) throws IOException, InterruptedException {
		HttpRequest.Builder request = HttpRequest.newBuilder(this.instance.metadataEndpoint().resolve(path));
		return send((token != null) ? request.header("X-aws-ec2-metadata-token", token) : request);
	}

	private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
		return this.http.send(request.timeout(this.patience).build(), BodyHandlers.ofString());
	}

}
