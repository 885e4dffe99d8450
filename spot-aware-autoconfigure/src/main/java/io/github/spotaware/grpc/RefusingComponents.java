package io.github.spotaware.grpc;

import java.util.Set;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.grpc.server.health.HealthCheckedGrpcComponent;
import org.springframework.boot.grpc.server.health.HealthCheckedGrpcComponents;
import org.springframework.boot.grpc.server.health.StatusAggregator;
import org.springframework.boot.grpc.server.health.StatusMapper;

/**
 * Keeps Spring Boot from saying that we serve while a drain runs: it sets the status anew
 * every few seconds, from the health indicators of the application.
 */
final class RefusingComponents implements HealthCheckedGrpcComponents {

	private final HealthCheckedGrpcComponents components;

	private final HealthRefusal refusal;

	RefusingComponents(HealthCheckedGrpcComponents components, HealthRefusal refusal) {
		this.components = components;
		this.refusal = refusal;
	}

	@Override
	public @Nullable HealthCheckedGrpcComponent getServer() {
		return refusing(this.components.getServer());
	}

	@Override
	public Set<String> getServiceNames() {
		return this.components.getServiceNames();
	}

	@Override
	public @Nullable HealthCheckedGrpcComponent getService(String serviceName) {
		return refusing(this.components.getService(serviceName));
	}

	private @Nullable HealthCheckedGrpcComponent refusing(@Nullable HealthCheckedGrpcComponent component) {
		return (component != null) ? new RefusingComponent(component, this.refusal) : null;
	}

	/**
	 * One of them.
	 */
	private record RefusingComponent(HealthCheckedGrpcComponent component,
			HealthRefusal refusal) implements HealthCheckedGrpcComponent {

		@Override
		public boolean isMember(String healthContributorName) {
			return this.component.isMember(healthContributorName);
		}

		@Override
		public StatusAggregator getStatusAggregator() {
			return this.component.getStatusAggregator();
		}

		@Override
		public StatusMapper getStatusMapper() {
			StatusMapper mapper = this.component.getStatusMapper();
			return (status) -> this.refusal.instead(mapper.getServingStatus(status));
		}

	}

}
