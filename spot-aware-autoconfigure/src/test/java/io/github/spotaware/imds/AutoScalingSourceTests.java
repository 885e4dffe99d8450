package io.github.spotaware.imds;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;

import io.github.spotaware.InstanceAction;
import io.github.spotaware.InterruptionNotice;
import io.github.spotaware.NoticeCause;
import io.github.spotaware.Platform;
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
 * Tests for {@link AutoScalingSource}.
 */
class AutoScalingSourceTests {

	private static final String PATH = AutoScalingSource.PATH;

	private static final Instant NOW = Instant.parse("2026-11-22T00:51:00Z");

	@TempDir
	private Path root;

	private MetadataFixture fixture;

	private AutoScalingSource source;

	private Instant now = NOW;

	@BeforeEach
	void start() throws IOException {
		this.fixture = new MetadataFixture(this.root);
		this.source = new AutoScalingSource(this.fixture.properties, this.fixture.surroundings, this.fixture.client,
				() -> this.now);
	}

	@AfterEach
	void stop() {
		this.fixture.close();
	}

	@Test
	void pollWhenTerminatedReturnsNoticeWithTheTimeAssumedAtFirst() throws MetadataException {
		this.fixture.service.answer(PATH,
				ScriptedMetadataService.fixture("imds-target-lifecycle-state-terminated.txt"));
		InterruptionNotice expected = new InterruptionNotice(NoticeCause.AUTO_SCALING_TERMINATION,
				InstanceAction.TERMINATE, NOW.plusSeconds(60));
		assertThat(this.source.poll()).isEqualTo(expected);
		this.now = NOW.plusSeconds(20);
		assertThat(this.source.poll()).isEqualTo(expected);
	}

	@Test
	void pollWhenInServiceReturnsNull() throws MetadataException {
		this.fixture.service.answer(PATH, ScriptedMetadataService.fixture("imds-target-lifecycle-state-inservice.txt"));
		assertThat(this.source.poll()).isNull();
	}

	@ParameterizedTest
	@CsvSource({ "Standby, NONE", "Detached, NONE", "Warmed:Stopped, STOP", "Warmed:Hibernated, HIBERNATE",
			"Warmed:Running, NONE", "Warmed:Pending, NONE" })
	void pollWhenTakenOutOfServiceReturnsNoticeWithoutTime(String state, InstanceAction action)
			throws MetadataException {
		this.fixture.service.answer(PATH, state);
		assertThat(this.source.poll())
			.isEqualTo(new InterruptionNotice(NoticeCause.AUTO_SCALING_STANDBY, action, null));
	}

	@Test
	void pollWhenTerminatedFromTheWarmPoolReturnsTermination() throws MetadataException {
		this.fixture.service.answer(PATH, "Warmed:Terminated");
		assertThat(this.source.poll()).isEqualTo(new InterruptionNotice(NoticeCause.AUTO_SCALING_TERMINATION,
				InstanceAction.TERMINATE, NOW.plusSeconds(60)));
	}

	@ParameterizedTest
	@ValueSource(strings = { "", " ", "Pending", "Stopped", "SomethingNew" })
	void pollWhenStateSaysNothingAgainstUsReturnsNull(String state) throws MetadataException {
		this.fixture.service.answer(PATH, state);
		assertThat(this.source.poll()).isNull();
	}

	@Test
	void pollWhenNotInAnAutoScalingGroupReturnsNull() throws MetadataException {
		assertThat(this.source.poll()).isNull();
	}

	@Test
	void pollWhenBackInServiceWithdrawsItAfterTheSecondAnswer() throws MetadataException {
		this.fixture.service.answer(PATH, "Standby");
		this.source.poll();
		this.fixture.service.answer(PATH, "InService");
		assertThat(this.source.poll()).isNotNull();
		assertThat(this.source.poll()).isNull();
	}

	@Test
	void pollWhenStateIsGoneKeepsWhatStands() throws MetadataException {
		this.fixture.service.answer(PATH, "Terminated");
		InterruptionNotice notice = (InterruptionNotice) this.source.poll();
		this.fixture.service.absent(PATH);
		this.now = NOW.plusSeconds(30);
		for (int i = 0; i < 3; i++) {
			assertThat(this.source.poll()).isEqualTo(notice);
		}
	}

	@Test
	void pollWhenTerminatedAfterStandbyAssumesItsTimeAnew() throws MetadataException {
		this.fixture.service.answer(PATH, "Standby");
		this.source.poll();
		this.now = NOW.plusSeconds(3600);
		this.fixture.service.answer(PATH, "Terminated");
		assertThat(this.source.poll()).isEqualTo(new InterruptionNotice(NoticeCause.AUTO_SCALING_TERMINATION,
				InstanceAction.TERMINATE, NOW.plusSeconds(3660)));
	}

	@Test
	void pollWhenServiceIsOffFails() {
		this.fixture.service.answer(PATH, 403, "");
		assertThatExceptionOfType(MetadataException.class).isThrownBy(this.source::poll)
			.withMessageContaining("switched off");
	}

	@Test
	void supportsATasksInstanceOnlyWhenToldTo() throws Exception {
		this.fixture.service.answer("/latest/dynamic/instance-identity/document", "{\"instanceId\":\"i-1\"}");
		this.fixture.client.document("/latest/dynamic/instance-identity/document");
		assertThat(this.source.supports(Platform.ECS_EC2)).isFalse();
		ImdsProperties told = new ImdsProperties(true, Duration.ofMillis(20), Duration.ofSeconds(5), true,
				Duration.ofMinutes(1), false);
		assertThat(new AutoScalingSource(told, this.fixture.surroundings, this.fixture.client, () -> this.now)
			.supports(Platform.ECS_EC2)).isTrue();
	}

	@Test
	void nameAndPlatformAreStable() {
		assertThat(this.source.name()).isEqualTo("imds-auto-scaling");
		assertThat(this.source.supports(Platform.EC2)).isTrue();
		assertThat(this.source.supports(Platform.NONE)).isFalse();
	}

}
