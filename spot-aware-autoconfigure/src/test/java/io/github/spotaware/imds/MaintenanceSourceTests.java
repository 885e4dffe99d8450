package io.github.spotaware.imds;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;

import io.github.spotaware.InstanceAction;
import io.github.spotaware.InterruptionNotice;
import io.github.spotaware.NoticeCause;
import io.github.spotaware.Platform;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link MaintenanceSource}.
 */
class MaintenanceSourceTests {

	private static final String PATH = MaintenanceSource.PATH;

	private static final Instant NOT_BEFORE = Instant.parse("2026-11-22T09:00:43Z");

	@TempDir
	private Path root;

	private MetadataFixture fixture;

	private MaintenanceSource source;

	@BeforeEach
	void start() throws IOException {
		this.fixture = new MetadataFixture(this.root);
		this.source = new MaintenanceSource(this.fixture.properties, this.fixture.surroundings, this.fixture.client);
	}

	@AfterEach
	void stop() {
		this.fixture.close();
	}

	@Test
	void pollWhenEventIsActiveReturnsNotice() throws MetadataException {
		this.fixture.service.answer(PATH, ScriptedMetadataService.fixture("imds-maintenance-scheduled-active.json"));
		assertThat(this.source.poll()).isEqualTo(notice(InstanceAction.REBOOT, NOT_BEFORE));
	}

	@ParameterizedTest
	@ValueSource(strings = { "canceled", "empty" })
	void pollWhenNoEventIsPendingReturnsNull(String name) throws MetadataException {
		this.fixture.service.answer(PATH,
				ScriptedMetadataService.fixture("imds-maintenance-scheduled-%s.json".formatted(name)));
		assertThat(this.source.poll()).isNull();
	}

	@ParameterizedTest
	@CsvSource({ "system-reboot, REBOOT", "instance-reboot, REBOOT", "instance-stop, STOP",
			"instance-retirement, UNKNOWN", "system-maintenance, NONE", "something-new, UNKNOWN" })
	void pollNamesWhatHappens(String code, InstanceAction action) throws MetadataException {
		this.fixture.service.answer(PATH, events(event("1 Dec 2026 09:00:43 GMT", code, "active", "soon")));
		assertThat(this.source.poll()).isEqualTo(notice(action, Instant.parse("2026-12-01T09:00:43Z")));
	}

	@Test
	void pollWhenSeveralAreActiveReturnsTheEarliest() throws MetadataException {
		this.fixture.service.answer(PATH,
				events(event("24 Nov 2026 09:00:43 GMT", "instance-stop", "active", "stop"),
						event("23 Nov 2026 09:00:43 GMT", "instance-reboot", "completed", "done"),
						event("23 Nov 2026 10:00:43 GMT", "system-reboot", "active", "reboot")));
		assertThat(this.source.poll()).isEqualTo(notice(InstanceAction.REBOOT, Instant.parse("2026-11-23T10:00:43Z")));
	}

	@ParameterizedTest
	@ValueSource(strings = { "[Completed] reboot", "[Canceled] reboot", " [completed] reboot" })
	void pollWhenOnlyTheDescriptionSaysThatItIsOverReturnsNull(String description) throws MetadataException {
		this.fixture.service.answer(PATH,
				events(event("24 Nov 2026 09:00:43 GMT", "system-reboot", "active", description)));
		assertThat(this.source.poll()).isNull();
	}

	@ParameterizedTest
	@CsvSource({ "system-reboot, 1, true", "system-reboot, -1, false", "instance-stop, 1, false" })
	void pollWhenInstanceWasRebootedSinceReturnsNull(String code, long seconds, boolean over)
			throws IOException, MetadataException {
		this.fixture.bootedAt(NOT_BEFORE.plusSeconds(seconds));
		this.fixture.service.answer(PATH, events(event("22 Nov 2026 09:00:43 GMT", code, "active", "soon")));
		assertThat(this.source.poll() == null).isEqualTo(over);
	}

	@Test
	void pollWhenTimeIsUnreadableReturnsNoticeWithoutTime() throws MetadataException {
		this.fixture.service.answer(PATH, events(event("tomorrow", "system-reboot", "active", "soon")));
		assertThat(this.source.poll()).isEqualTo(notice(InstanceAction.REBOOT, null));
	}

	@ParameterizedTest
	@ValueSource(strings = { "{}", "[1]", "[{}]", "nonsense", "{\"Code\":\"system-reboot\"}" })
	void pollWhenAnswerIsGarbledFails(String answer) {
		this.fixture.service.answer(PATH, answer);
		assertThatExceptionOfType(MetadataException.class).isThrownBy(this.source::poll).withMessageContaining(PATH);
	}

	@Test
	void pollWhenEventIsCancelledWithdrawsItAfterTheSecondAnswer() throws MetadataException {
		this.fixture.service.answer(PATH, ScriptedMetadataService.fixture("imds-maintenance-scheduled-active.json"));
		this.source.poll();
		this.fixture.service.answer(PATH, ScriptedMetadataService.fixture("imds-maintenance-scheduled-canceled.json"));
		assertThat(this.source.poll()).isNotNull();
		assertThat(this.source.poll()).isNull();
	}

	@Test
	void nameAndPlatformAreStable() {
		assertThat(this.source.name()).isEqualTo("imds-maintenance");
		assertThat(this.source.supports(Platform.EC2)).isTrue();
		assertThat(this.source.supports(Platform.NONE)).isFalse();
	}

	private static InterruptionNotice notice(InstanceAction action, @Nullable Instant time) {
		return new InterruptionNotice(NoticeCause.SCHEDULED_MAINTENANCE, action, time);
	}

	private static String events(String... events) {
		return "[" + String.join(",", events) + "]";
	}

	private static String event(String notBefore, String code, String state, String description) {
		return """
				{"NotBefore": "%s", "Code": "%s", "Description": "%s", "EventId": "instance-event-1", "State": "%s"}"""
			.formatted(notBefore, code, description, state);
	}

}
