package io.github.spotaware.lifecycle;

import java.util.List;

import io.github.spotaware.DrainStep;
import io.github.spotaware.Traffic;

import org.springframework.beans.factory.ObjectProvider;

/**
 * What the application context has to take part. Looked up once, when the platform is
 * known: a context that is closing would not find it again.
 */
final class ContextParticipants implements Participants {

	private final ObjectProvider<DrainStep> stepBeans;

	private final ObjectProvider<Traffic> trafficBeans;

	private final boolean dryRun;

	private volatile List<DrainStep> steps = List.of();

	private volatile List<Traffic> traffic = List.of();

	ContextParticipants(ObjectProvider<DrainStep> stepBeans, ObjectProvider<Traffic> trafficBeans, boolean dryRun) {
		this.stepBeans = stepBeans;
		this.trafficBeans = trafficBeans;
		this.dryRun = dryRun;
	}

	@Override
	public void lookUp() {
		List<DrainStep> found = this.stepBeans.orderedStream().toList();
		this.steps = this.dryRun ? found.stream().<DrainStep>map(DryRunStep::new).toList() : found;
		this.traffic = this.trafficBeans.orderedStream().toList();
	}

	@Override
	public List<DrainStep> steps() {
		return this.steps;
	}

	@Override
	public List<Traffic> traffic() {
		return this.traffic;
	}

}
