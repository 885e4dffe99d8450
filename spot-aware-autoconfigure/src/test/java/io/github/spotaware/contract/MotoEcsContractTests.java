package io.github.spotaware.contract;

import java.util.function.Consumer;

import io.github.spotaware.test.ecs.ServiceSettings;
import io.github.spotaware.test.ecs.TaskSettings;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.DescribeTasksResponse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests of moto against what we rely on. What it does otherwise than AWS's documentation
 * says is overridden here, so that we learn when it changes.
 */
@AgainstForeignServer("moto")
class MotoEcsContractTests extends EcsContract {

	private @Nullable MotoEcs moto;

	private @Nullable String instance;

	@Override
	EcsClient connect() {
		return MotoEcs.client(Moto.endpoint());
	}

	private MotoEcs moto() {
		if (this.moto == null) {
			this.moto = MotoEcs.createCluster(client());
		}
		return this.moto;
	}

	@Override
	String cluster() {
		return moto().cluster();
	}

	@Override
	String instance() {
		if (this.instance == null) {
			this.instance = moto().startInstance();
		}
		return this.instance;
	}

	@Override
	String run(TaskSettings settings) {
		return moto().run(settings);
	}

	@Override
	void stop(String task, String reason) {
		client().stopTask((request) -> request.cluster(cluster()).task(task).reason(reason));
	}

	@Override
	void create(ServiceSettings settings) {
		moto().create(settings);
	}

	@Override
	void withoutPermission(Consumer<EcsClient> what) {
		MotoUser.allowed("\"ecs:ListClusters\"", (user) -> {
			try (EcsClient client = MotoEcs.client(Moto.endpoint(), user.accessKey(), user.secretKey())) {
				what.accept(client);
			}
		});
	}

	/**
	 * moto tells an empty one. AWS: {@code FARGATE}, {@code EC2}, {@code EXTERNAL} or
	 * {@code MANAGED_INSTANCES}, "the infrastructure where your task runs on" (Task).
	 */
	@Test
	@Override
	void taskOfACapacityProviderTellsTheLaunchType() {
		assertThat(task(run(SPOT)).launchTypeAsString()).isEmpty();
	}

	/**
	 * moto tells none. AWS: "The stop code indicating why a task was stopped" (Task),
	 * {@code UserInitiated} after StopTask (Stopped tasks error codes).
	 */
	@Test
	@Override
	void stoppedTaskTellsTheCode() {
		String task = run(SPOT);
		stop(task, "a walk");
		assertThat(task(task).stopCodeAsString()).isNull();
	}

	/**
	 * moto tells no failure. AWS: {@code MISSING}, "The specified task wasn't found" (API
	 * failure reasons).
	 */
	@Test
	@Override
	void unknownTaskIsAFailure() {
		DescribeTasksResponse response = describe(cluster(), sibling(run(SPOT)));
		assertThat(response.tasks()).isEmpty();
		assertThat(response.failures()).isEmpty();
	}

	/**
	 * moto forgets it. AWS: "The details of the Service Connect configuration that's used
	 * by this deployment" (Deployment).
	 */
	@Test
	@Override
	void serviceOfServiceConnectTellsItByItsDeployment() {
		assertThat(created(ServiceSettings.of("connected").withServiceConnect()).deployments()).singleElement()
			.satisfies((deployment) -> assertThat(deployment.serviceConnectConfiguration()).isNull());
	}

	/**
	 * moto refuses in XML, of which a client of a JSON service reads the status alone.
	 * AWS: {@code AccessDeniedException} (Common error types).
	 */
	@Test
	@Override
	void deniedActionIsToldAsSuch() {
		String task = run(SPOT);
		withoutPermission((denied) -> assertThatExceptionOfType(AwsServiceException.class)
			.isThrownBy(() -> denied.describeTasks((request) -> request.cluster(cluster()).tasks(task)))
			.satisfies((ex) -> {
				assertThat(ex.statusCode()).isEqualTo(403);
				assertThat(ex.awsErrorDetails().errorCode()).isNull();
			}));
	}

}
