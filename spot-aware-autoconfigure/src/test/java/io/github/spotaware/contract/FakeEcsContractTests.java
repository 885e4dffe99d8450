package io.github.spotaware.contract;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;

import io.github.spotaware.test.FakeAws;
import io.github.spotaware.test.ecs.FakeTask;
import io.github.spotaware.test.ecs.ServiceSettings;
import io.github.spotaware.test.ecs.TaskSettings;
import io.github.spotaware.test.wire.Fault;
import io.github.spotaware.test.wire.Faults;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.ecs.EcsClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests of our own fake against what we rely on.
 */
class FakeEcsContractTests extends EcsContract {

	private final FakeAws aws = FakeAws.start();

	private final Map<String, FakeTask> tasks = new HashMap<>();

	@AfterEach
	void reset() {
		this.aws.ecs().reset();
		this.tasks.clear();
	}

	@AfterAll
	void shutDown() {
		this.aws.close();
	}

	@Override
	EcsClient connect() {
		return MotoEcs.client(this.aws.ecs().endpoint());
	}

	@Override
	String cluster() {
		return this.aws.ecs().clusterArn();
	}

	@Override
	String instance() {
		return "i-0123456789abcdef0";
	}

	@Override
	String run(TaskSettings settings) {
		FakeTask task = this.aws.ecs().runTask(settings);
		this.tasks.put(task.arn(), task);
		return task.arn();
	}

	@Override
	void stop(String task, String reason) {
		fake(task).stopping("UserInitiated", reason);
	}

	@Override
	void create(ServiceSettings settings) {
		this.aws.ecs().createService(settings);
	}

	@Override
	void withoutPermission(Consumer<EcsClient> what) {
		this.aws.ecs().fail(Faults.ANY, Fault.accessDenied());
		what.accept(client());
		this.aws.ecs().clearFaults();
	}

	/**
	 * Only here: no foreign server throttles.
	 */
	@Test
	void throttledCallIsToldAsSuch() {
		String task = run(SPOT);
		this.aws.ecs().fail("DescribeTasks", Fault.throttling(), 1);
		assertThatExceptionOfType(AwsServiceException.class).isThrownBy(() -> task(task))
			.satisfies((ex) -> assertThat(ex.isThrottlingException()).isTrue());
	}

	/**
	 * Only here: no foreign server interrupts Spot tasks.
	 */
	@Test
	void interruptedSpotTaskTellsCodeAndReasonWhileItRuns() {
		String task = run(SPOT);
		fake(task).stopping("SpotInterruption", "Your Spot Task was interrupted.");
		assertThat(task(task)).satisfies((described) -> {
			assertThat(described.desiredStatus()).isEqualTo("STOPPED");
			assertThat(described.lastStatus()).isEqualTo("RUNNING");
			assertThat(described.stopCodeAsString()).isEqualTo("SpotInterruption");
			assertThat(described.stoppedReason()).isEqualTo("Your Spot Task was interrupted.");
		});
	}

	private FakeTask fake(String task) {
		return Objects.requireNonNull(this.tasks.get(task));
	}

}
