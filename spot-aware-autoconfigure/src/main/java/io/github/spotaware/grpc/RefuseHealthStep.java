package io.github.spotaware.grpc;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;

import io.github.spotaware.Drain;
import io.github.spotaware.DrainPhase;
import io.github.spotaware.DrainStep;
import io.github.spotaware.StepOutcome;
import io.grpc.Server;
import io.grpc.ServerServiceDefinition;
import io.grpc.health.v1.HealthCheckRequest;
import io.grpc.health.v1.HealthCheckResponse;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.health.v1.HealthGrpc.HealthImplBase;
import io.grpc.protobuf.services.HealthStatusManager;
import io.grpc.stub.StreamObserver;
import org.jspecify.annotations.Nullable;

/**
 * Says by gRPC's own health service that nothing is served here: of the server, and of
 * each service that said it is.
 */
final class RefuseHealthStep implements DrainStep {

	private final List<HealthStatusManager> managers;

	private final GrpcServers servers;

	private final HealthRefusal refusal;

	private final List<Refused> refused = new CopyOnWriteArrayList<>();

	RefuseHealthStep(List<HealthStatusManager> managers, GrpcServers servers, HealthRefusal refusal) {
		this.managers = managers;
		this.servers = servers;
		this.refusal = refusal;
	}

	@Override
	public String name() {
		return "refuse-grpc-health";
	}

	@Override
	public DrainPhase phase() {
		return DrainPhase.REFUSE;
	}

	@Override
	public StepOutcome drain(Drain drain) {
		this.refusal.refusing(true);
		this.managers.forEach(this::refuse);
		return StepOutcome.done("NOT_SERVING");
	}

	private void refuse(HealthStatusManager manager) {
		for (String name : names()) {
			if (status(manager, name) == ServingStatus.SERVING) {
				manager.setStatus(name, ServingStatus.NOT_SERVING);
				this.refused.add(new Refused(manager, name));
			}
		}
	}

	/**
	 * Serve again what was served. Where Spring Boot knows better it says so a moment
	 * later.
	 */
	@Override
	public void undo() {
		this.refusal.refusing(false);
		this.refused.forEach((refused) -> refused.manager().setStatus(refused.name(), ServingStatus.SERVING));
		this.refused.clear();
	}

	private Set<String> names() {
		Set<String> names = new TreeSet<>(Set.of(HealthStatusManager.SERVICE_NAME_ALL_SERVICES));
		for (Server server : this.servers.all()) {
			for (ServerServiceDefinition service : server.getServices()) {
				names.add(service.getServiceDescriptor().getName());
			}
		}
		return names;
	}

	/**
	 * Ask as callers ask: nobody else knows.
	 */
	private static @Nullable ServingStatus status(HealthStatusManager manager, String name) {
		Answer answer = new Answer();
		if (manager.getHealthService() instanceof HealthImplBase service) {
			service.check(HealthCheckRequest.newBuilder().setService(name).build(), answer);
		}
		return answer.status;
	}

	/**
	 * What was served before.
	 *
	 * @param manager who says so
	 * @param name the name of a service, or of all
	 */
	private record Refused(HealthStatusManager manager, String name) {
	}

	/**
	 * Takes an answer that comes at once.
	 */
	private static final class Answer implements StreamObserver<HealthCheckResponse> {

		private @Nullable ServingStatus status;

		@Override
		public void onNext(HealthCheckResponse response) {
			this.status = response.getStatus();
		}

		@Override
		public void onError(Throwable ex) {
		}

		@Override
		public void onCompleted() {
		}

	}

}
