package io.github.spotaware.registry;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;

import io.github.spotaware.Drain;
import io.github.spotaware.DrainPhase;
import io.github.spotaware.Finding;
import io.github.spotaware.FindingLog;
import io.github.spotaware.InstanceIdentity;
import io.github.spotaware.Platform;
import io.github.spotaware.Severity;
import io.github.spotaware.StepOutcome;
import io.github.spotaware.StepOutcome.Result;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.cloud.client.serviceregistry.Registration;
import org.springframework.cloud.client.serviceregistry.ServiceRegistry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;

/**
 * Tests for {@link LeaveRegistries} and what it is made of.
 */
@ExtendWith(OutputCaptureExtension.class)
class LeaveRegistriesTests {

	private static final Duration LONG = Duration.ofMinutes(1);

	private static final Duration SHORT = Duration.ofSeconds(5);

	private final FakeRegistry registry = new FakeRegistry();

	private final List<ServiceRegistry<?>> registries = new ArrayList<>(List.of(this.registry));

	private final List<Registration> registrations = new ArrayList<>(List.of(new FakeRegistration("shop-1")));

	private FindingLog log = FindingLog.AT_ONCE;

	private final LeaveRegistries step = step(LONG);

	@Test
	void stepIsTakenWithTheOthersThatLeave() {
		assertThat(this.step.phase()).isEqualTo(DrainPhase.LEAVE);
		assertThat(this.step.name()).isEqualTo("leave-registries");
		assertThat(this.step.awaited()).isTrue();
	}

	@Test
	void drainTakesOutOfServiceAndUndoTakesBack() throws Exception {
		assertThat(drain(this.step)).isEqualTo(StepOutcome.done("'shop-1' of FakeRegistry is 'OUT_OF_SERVICE'"));
		assertThat(this.registry.set).containsExactly("shop-1 OUT_OF_SERVICE");
		this.step.undo();
		assertThat(this.registry.set).containsExactly("shop-1 OUT_OF_SERVICE", "shop-1 UP");
		assertThat(this.step.findings()).isEmpty();
	}

	@Test
	void undoWhenDoneDoesNothingMore() throws Exception {
		drain(this.step);
		this.step.undo();
		this.step.undo();
		assertThat(this.registry.set).hasSize(2);
	}

	@Test
	void drainWhenTakenBackAndAgainTakesOutAgain() throws Exception {
		drain(this.step);
		this.step.undo();
		assertThat(drain(this.step).result()).isEqualTo(Result.DONE);
		this.step.undo();
		assertThat(this.registry.set).containsExactly("shop-1 OUT_OF_SERVICE", "shop-1 UP", "shop-1 OUT_OF_SERVICE",
				"shop-1 UP");
	}

	@Test
	void drainWhenThereIsNoRegistrationIsSkipped() throws Exception {
		this.registrations.clear();
		assertThat(drain(this.step)).isEqualTo(StepOutcome.skipped("no service registry has this application"));
		this.step.undo();
		assertThat(this.registry.set).isEmpty();
	}

	@Test
	void drainWhenThereIsNoRegistryIsSkipped() throws Exception {
		this.registries.clear();
		assertThat(drain(this.step)).isEqualTo(StepOutcome.skipped("no service registry has this application"));
	}

	@Test
	void drainFindsWhatWasRegisteredLate() throws Exception {
		Registration late = this.registrations.remove(0);
		this.step.prepare(InstanceIdentity.unknown(Platform.EC2));
		this.registrations.add(late);
		assertThat(drain(this.step).result()).isEqualTo(Result.DONE);
		assertThat(this.registry.set).containsExactly("shop-1 OUT_OF_SERVICE");
	}

	@Test
	void drainTakesEachRegistrationOutOfTheRegistryOfItsKind() throws Exception {
		OtherRegistry other = new OtherRegistry();
		this.registries.add(other);
		this.registrations.add(new FakeRegistration(null));
		this.registrations.add(other);
		assertThat(drain(this.step)).isEqualTo(StepOutcome.done(
				"'shop-1' of FakeRegistry is 'OUT_OF_SERVICE'; 'shop' of FakeRegistry is 'OUT_OF_SERVICE' already; 'other' of OtherRegistry is 'OUT_OF_SERVICE'"));
		assertThat(this.registry.set).containsExactly("shop-1 OUT_OF_SERVICE");
		assertThat(other.status).isEqualTo("OUT_OF_SERVICE");
	}

	@Test
	void drainWhenSomebodyElseHasTakenItOutLeavesItSo() throws Exception {
		this.registry.status = Map.of("status", "OUT_OF_SERVICE", "overriddenStatus", "OUT_OF_SERVICE");
		assertThat(drain(this.step))
			.isEqualTo(StepOutcome.skipped("'shop-1' of FakeRegistry is 'OUT_OF_SERVICE' already"));
		this.step.undo();
		assertThat(this.registry.set).isEmpty();
	}

	/**
	 * What Eureka's registry says, what Consul's says, and what others may.
	 */
	static Stream<Object> told() {
		return Stream.of(Map.of("status", "UP", "overriddenStatus", "UNKNOWN"), Map.of("status", "UNKNOWN"),
				Map.of("status", "DOWN"), Map.of(), "UP", "DOWN", Thread.State.NEW, 7);
	}

	@ParameterizedTest
	@MethodSource("told")
	void drainWhateverTheStatusWasTakesOutAndUndoSetsUp(Object told) throws Exception {
		this.registry.status = told;
		assertThat(drain(this.step).result()).isEqualTo(Result.DONE);
		this.step.undo();
		assertThat(this.registry.set).containsExactly("shop-1 OUT_OF_SERVICE", "shop-1 UP");
	}

	@Test
	void drainWhenTheStatusIsNotToldTakesOutAllTheSame() throws Exception {
		this.registry.silence = () -> new IllegalStateException("no status");
		assertThat(drain(this.step).result()).isEqualTo(Result.DONE);
		this.registry.silence = UnsupportedOperationException::new;
		this.step.undo();
		assertThat(this.registry.set).containsExactly("shop-1 OUT_OF_SERVICE", "shop-1 UP");
	}

	@Test
	void drainWhenUnsupportedFailsWithAFinding(CapturedOutput output) throws Exception {
		this.registry.failure = UnsupportedOperationException::new;
		String text = "'shop-1' of FakeRegistry cannot be set to 'OUT_OF_SERVICE': the registry does not support it";
		assertThat(drain(this.step)).isEqualTo(StepOutcome.failed(text));
		assertThat(this.step.findings()).containsExactly(new Finding("registry-unsupported", Severity.WARNING,
				text + ".", "Callers go by the health checks of the registry: set 'spot-aware.registry.leave=false'."));
		assertThat(output).contains("registry-unsupported: " + text);
		this.step.undo();
		assertThat(this.registry.set).containsExactly("shop-1 OUT_OF_SERVICE");
	}

	@Test
	void drainWhenTheRegistryFailsFailsWithAFinding() throws Exception {
		this.registry.failure = () -> new IllegalStateException("503 from 'registry.example'");
		assertThat(drain(this.step)).isEqualTo(StepOutcome.failed(
				"'shop-1' of FakeRegistry could not be set to 'OUT_OF_SERVICE': java.lang.IllegalStateException: 503 from 'registry.example'"));
		assertThat(this.step.findings()).extracting(Finding::id).containsExactly("registry-failed");
		this.registry.failure = null;
		this.step.undo();
		assertThat(this.registry.set).containsExactly("shop-1 OUT_OF_SERVICE");
		assertThat(this.step.findings()).extracting(Finding::id).containsExactly("registry-failed");
	}

	@Test
	void undoWhenTheFailedCallHadAnEffectSetsUp() throws Exception {
		this.registry.failure = () -> new IllegalStateException("the answer was lost");
		drain(this.step);
		this.registry.failure = null;
		this.registry.status = "OUT_OF_SERVICE";
		this.step.undo();
		assertThat(this.registry.set).containsExactly("shop-1 OUT_OF_SERVICE", "shop-1 UP");
		assertThat(this.step.findings()).isEmpty();
	}

	@Test
	void drainWhenItHasNoEffectFailsWithAFinding(CapturedOutput output) throws Exception {
		this.registry.deaf = true;
		assertThat(drain(this.step))
			.isEqualTo(StepOutcome.failed("'shop-1' of FakeRegistry was set to 'OUT_OF_SERVICE' but is still 'UP'"));
		this.registry.deaf = false;
		assertThat(drain(this.step).result()).isEqualTo(Result.DONE);
		assertThat(this.step.findings()).isEmpty();
		assertThat(output).contains("No longer registry-failed: 'shop-1' of FakeRegistry");
	}

	@Test
	void undoWhenTheRegistryFailsIsTriedAgain() throws Exception {
		LeaveRegistries impatient = step(LONG, Duration.ZERO);
		drain(impatient);
		this.registry.failure = () -> new IllegalStateException("not now");
		impatient.undo();
		assertThat(this.registry.set).containsExactly("shop-1 OUT_OF_SERVICE", "shop-1 UP", "shop-1 UP", "shop-1 UP");
		assertThat(impatient.findings()).extracting(Finding::id).containsExactly("registry-failed");
		// The next drain has nothing to do, and its undoing all the more.
		this.registry.failure = null;
		assertThat(drain(impatient).result()).isEqualTo(Result.SKIPPED);
		impatient.undo();
		assertThat(this.registry.status).isEqualTo("UP");
		assertThat(impatient.findings()).isEmpty();
	}

	@Test
	void undoWhenTheFailedCallHadAnEffectFindsNothingMore(CapturedOutput output) throws Exception {
		LeaveRegistries impatient = step(LONG, Duration.ZERO);
		drain(impatient);
		this.registry.failure = () -> new IllegalStateException("the answer was lost");
		this.registry.mute = true;
		impatient.undo();
		assertThat(this.registry.set).containsExactly("shop-1 OUT_OF_SERVICE", "shop-1 UP");
		assertThat(impatient.findings()).isEmpty();
		assertThat(output).contains("No longer registry-failed: 'shop-1' of FakeRegistry");
	}

	@Test
	void drainWhenOutOfServiceBeforeKeepsThatFinding() throws Exception {
		this.registry.status = "OUT_OF_SERVICE";
		this.step.prepare(InstanceIdentity.unknown(Platform.EC2));
		drain(this.step);
		this.step.undo();
		assertThat(this.step.findings()).extracting(Finding::id).containsExactly("registry-out-of-service");
	}

	@Test
	void drainWhenARegistryHangsLeavesTheOthersAndTellsIt() throws Exception {
		CountDownLatch hanging = new CountDownLatch(1);
		this.registry.hanging = hanging;
		OtherRegistry other = new OtherRegistry();
		this.registries.add(other);
		this.registrations.add(other);
		LeaveRegistries hurried = step(SHORT);
		assertThat(drain(hurried)).isEqualTo(StepOutcome.failed(
				"'shop-1' of FakeRegistry: the registry has not answered within 5s; 'other' of OtherRegistry is 'OUT_OF_SERVICE'"));
		assertThat(hurried.findings()).extracting(Finding::id).containsExactly("registry-failed");
		// What it is told now waits for what it was told before.
		hurried.undo();
		assertThat(other.status).isEqualTo("UP");
		assertThat(this.registry.set).containsExactly("shop-1 OUT_OF_SERVICE");
		hanging.countDown();
		Awaitility.await().until(() -> hurried.findings().isEmpty());
		assertThat(this.registry.set).containsExactly("shop-1 OUT_OF_SERVICE", "shop-1 UP");
		assertThat(this.registry.status).isEqualTo("UP");
	}

	@ParameterizedTest
	@ValueSource(strings = { "UP", "UNKNOWN", "DOWN", "STARTING" })
	void prepareWhenInServiceFindsNothing(String status) throws Exception {
		this.registry.status = status;
		this.step.prepare(InstanceIdentity.unknown(Platform.EC2));
		assertThat(this.step.findings()).isEmpty();
		assertThat(this.registry.set).isEmpty();
	}

	@Test
	void prepareWhenOutOfServiceAlreadyTellsIt(CapturedOutput output) throws Exception {
		this.registry.status = "OUT_OF_SERVICE";
		this.step.prepare(InstanceIdentity.unknown(Platform.EC2));
		assertThat(this.step.findings()).containsExactly(new Finding("registry-out-of-service", Severity.WARNING,
				"'shop-1' of FakeRegistry was 'OUT_OF_SERVICE' when this process started.",
				"Unless you want that, set it to 'UP': POST {\"status\": \"UP\"} to '/actuator/serviceregistry'."));
		assertThat(output).contains("registry-out-of-service: 'shop-1' of FakeRegistry");
		assertThat(this.registry.set).isEmpty();
	}

	@Test
	void prepareWhenTheLogHoldsFindingsSaysNothingItself(CapturedOutput output) throws Exception {
		List<Finding> held = new ArrayList<>();
		this.log = (finding, words) -> held.add(finding);
		LeaveRegistries quiet = step(LONG);
		this.registry.status = "OUT_OF_SERVICE";
		quiet.prepare(InstanceIdentity.unknown(Platform.EC2));
		assertThat(held).isEqualTo(quiet.findings()).hasSize(1);
		assertThat(output).doesNotContain("registry-out-of-service");
	}

	private LeaveRegistries step(Duration limit) {
		return step(limit, LONG);
	}

	private LeaveRegistries step(Duration limit, Duration pause) {
		return new LeaveRegistries(() -> RegistryEntry.pair(this.registries, this.registrations), this.log, limit,
				pause);
	}

	private static StepOutcome drain(LeaveRegistries step) throws InterruptedException {
		return step.drain(mock(Drain.class));
	}

	/**
	 * A registry of another kind, and its only registration.
	 */
	private static final class OtherRegistry implements ServiceRegistry<OtherRegistry>, Registration {

		private volatile String status = "UP";

		@Override
		public String getServiceId() {
			return "other";
		}

		@Override
		public String getHost() {
			return "127.0.0.1";
		}

		@Override
		public int getPort() {
			return 8081;
		}

		@Override
		public boolean isSecure() {
			return false;
		}

		@Override
		public URI getUri() {
			return URI.create("http://127.0.0.1:8081");
		}

		@Override
		public Map<String, String> getMetadata() {
			return Map.of();
		}

		@Override
		public void register(@Nullable OtherRegistry registration) {
			throw new AssertionError("Not ours to do");
		}

		@Override
		public void deregister(@Nullable OtherRegistry registration) {
			throw new AssertionError("Not ours to do");
		}

		@Override
		public void close() {
			throw new AssertionError("Not ours to do");
		}

		@Override
		public void setStatus(OtherRegistry registration, String to) {
			registration.status = to;
		}

		@Override
		@SuppressWarnings({ "unchecked", "TypeParameterUnusedInFormals" })
		public <T> T getStatus(OtherRegistry registration) {
			return (T) registration.status;
		}

	}

}
