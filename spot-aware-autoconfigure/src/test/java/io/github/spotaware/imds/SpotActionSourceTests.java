package io.github.spotaware.imds;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import io.github.spotaware.InstanceAction;
import io.github.spotaware.InterruptionNotice;
import io.github.spotaware.NoticeCause;
import io.github.spotaware.Platform;
import io.github.spotaware.Signals;
import io.github.spotaware.SpotSignal;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link SpotActionSource}.
 */
@ExtendWith(OutputCaptureExtension.class)
class SpotActionSourceTests {

	private static final String PATH = SpotActionSource.PATH;

	private static final InterruptionNotice TERMINATE = notice(InstanceAction.TERMINATE, "2026-11-22T01:02:03Z");

	@TempDir
	private Path root;

	private MetadataFixture fixture;

	private SpotActionSource source;

	@BeforeEach
	void start() throws IOException {
		this.fixture = new MetadataFixture(this.root);
		this.source = new SpotActionSource(this.fixture.properties, this.fixture.surroundings, this.fixture.client);
	}

	@AfterEach
	void stop() {
		this.source.stop();
		this.fixture.close();
	}

	@ParameterizedTest
	@CsvSource({ "terminate, TERMINATE, 2026-11-22T01:02:03Z", "stop, STOP, 2026-11-22T01:02:03Z",
			"hibernate, HIBERNATE, 2026-11-22T01:00:03Z", "unknown, UNKNOWN, 2026-11-22T01:02:03Z" })
	void pollReturnsTheNotice(String name, InstanceAction action, String time) throws MetadataException {
		this.fixture.service.answer(PATH,
				ScriptedMetadataService.fixture("imds-spot-instance-action-%s.json".formatted(name)));
		assertThat(this.source.poll()).isEqualTo(notice(action, time));
	}

	@Test
	void pollWhenNothingStandsReturnsNull() throws MetadataException {
		assertThat(this.source.poll()).isNull();
	}

	@ParameterizedTest
	@ValueSource(strings = { "{\"action\":\"terminate\"}", "{\"action\":\"terminate\",\"time\":\"soon\"}",
			"{\"action\":\"terminate\",\"time\":1795311723}", "{\"action\":\"terminate\",\"time\":null}" })
	void pollWhenTimeIsUnreadableReturnsNoticeWithoutTime(String json) throws MetadataException {
		this.fixture.service.answer(PATH, json);
		assertThat(this.source.poll())
			.isEqualTo(new InterruptionNotice(NoticeCause.SPOT_INTERRUPTION, InstanceAction.TERMINATE, null));
	}

	@ParameterizedTest
	@ValueSource(strings = { "1970-01-01T00:00:00Z", "9999-12-31T23:59:59Z", "2026-11-22T02:02:03+01:00" })
	void pollWhenTimeIsOddPassesItOn(String time) throws MetadataException {
		this.fixture.service.answer(PATH, "{\"action\":\"terminate\",\"time\":\"%s\"}".formatted(time));
		assertThat(this.source.poll()).isEqualTo(notice(InstanceAction.TERMINATE, time));
	}

	@Test
	void pollWhenActionIsMissingReturnsUnknownAction() throws MetadataException {
		this.fixture.service.answer(PATH, "{\"time\":\"2026-11-22T01:02:03Z\"}");
		assertThat(this.source.poll()).isEqualTo(notice(InstanceAction.UNKNOWN, "2026-11-22T01:02:03Z"));
	}

	@Test
	void pollWhenActionIsInOtherCaseUnderstandsIt() throws MetadataException {
		this.fixture.service.answer(PATH, "{\"action\":\"Terminate\",\"time\":\"2026-11-22T01:02:03Z\"}");
		assertThat(this.source.poll()).isEqualTo(TERMINATE);
	}

	@Test
	void pollWhenNoticeIsVagueLogsItOnce(CapturedOutput output) throws MetadataException {
		this.fixture.service.answer(PATH, ScriptedMetadataService.fixture("imds-spot-instance-action-unknown.json"));
		this.source.poll();
		this.source.poll();
		assertThat(output).containsOnlyOnce("not understood in full");
		assertThat(output).contains("relocate");
	}

	@Test
	void pollWhenDocumentSaysNothingThrows() {
		this.fixture.service.answer(PATH, "{\"message\":\"hello\"}");
		assertThatExceptionOfType(MetadataException.class).isThrownBy(this.source::poll)
			.withMessageContaining("neither action nor time");
	}

	@Test
	void pollWhenNoticeGoesAwayWithdrawsItAfterTheSecondAbsence() throws MetadataException {
		noticeStands();
		this.fixture.service.absent(PATH);
		assertThat(this.source.poll()).isEqualTo(TERMINATE);
		assertThat(this.source.poll()).isNull();
		assertThat(this.source.poll()).isNull();
	}

	@Test
	void pollWhenServiceFlapsKeepsTheNotice() throws MetadataException {
		for (int i = 0; i < 3; i++) {
			noticeStands();
			this.fixture.service.absent(PATH);
			assertThat(this.source.poll()).isEqualTo(TERMINATE);
		}
	}

	@Test
	void pollWhenServiceFailsDoesNotWithdraw() throws MetadataException {
		noticeStands();
		for (int i = 0; i < 3; i++) {
			this.fixture.service.answer(PATH, 503, "");
			assertThatExceptionOfType(MetadataException.class).isThrownBy(this.source::poll);
		}
		this.fixture.service.absent(PATH);
		assertThat(this.source.poll()).isEqualTo(TERMINATE);
	}

	@Test
	void supportsEc2Only() {
		assertThat(this.source.supports(Platform.EC2)).isTrue();
		assertThat(this.source.supports(Platform.NONE)).isFalse();
	}

	@Test
	void supportsATasksInstanceOnceItHasAnswered() throws Exception {
		assertThat(this.source.supports(Platform.ECS_EC2)).isFalse();
		this.fixture.service.answer("/latest/dynamic/instance-identity/document", "{\"instanceId\":\"i-1\"}");
		this.fixture.client.document("/latest/dynamic/instance-identity/document");
		assertThat(this.source.supports(Platform.ECS_EC2)).isTrue();
		assertThat(this.source.supports(Platform.ECS_FARGATE)).isFalse();
		assertThat(this.source.supports(Platform.ECS_EXTERNAL)).isFalse();
	}

	@Test
	void supportsWhenMetadataIsDisabledIsFalse() {
		this.fixture.environment.setProperty("AWS_EC2_METADATA_DISABLED", "true");
		assertThat(this.source.supports(Platform.EC2)).isFalse();
	}

	@Test
	void startTellsOfTheNoticeAndOfRecovery() {
		RecordedSignals signals = new RecordedSignals();
		this.fixture.service.answer(PATH, "{");
		this.source.start(signals);
		Awaitility.await().until(() -> signals.failures.size() > 0);
		this.fixture.service.answer(PATH, "{\"action\":\"terminate\",\"time\":\"2026-11-22T01:02:03Z\"}");
		Awaitility.await().until(() -> signals.reported.contains(TERMINATE));
		assertThat(signals.failures).allSatisfy((failure) -> assertThat(failure).hasMessageContaining("'{'"));
	}

	private void noticeStands() throws MetadataException {
		this.fixture.service.answer(PATH, ScriptedMetadataService.fixture("imds-spot-instance-action-terminate.json"));
		assertThat(this.source.poll()).isEqualTo(TERMINATE);
	}

	private static InterruptionNotice notice(InstanceAction action, String time) {
		return new InterruptionNotice(NoticeCause.SPOT_INTERRUPTION, action, Instant.parse(time));
	}

	private static final class RecordedSignals implements Signals {

		private final List<SpotSignal> reported = new CopyOnWriteArrayList<>();

		private final List<Throwable> failures = new CopyOnWriteArrayList<>();

		@Override
		public void report(SpotSignal signal) {
			this.reported.add(signal);
		}

		@Override
		public void withdraw() {
			// Not looked at.
		}

		@Override
		public void failed(Throwable cause) {
			this.failures.add(cause);
		}

	}

}
