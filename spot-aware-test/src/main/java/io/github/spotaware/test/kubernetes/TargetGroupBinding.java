package io.github.spotaware.test.kubernetes;

import java.util.HashSet;
import java.util.Set;

import io.github.spotaware.test.elb.FakeTargetGroup;
import io.github.spotaware.test.elb.TargetState;

/**
 * Keeps a target group in step with the pods, in ip mode, as the AWS Load Balancer
 * Controller does: acts on the pods as they were a while ago, and passes their readiness
 * gates once their targets are healthy.
 */
final class TargetGroupBinding {

	private final FakeTargetGroup group;

	private final ControlLoop loop;

	private final ClusterSettings settings;

	private final Journal journal;

	private final Set<FakePod> registered = new HashSet<>();

	TargetGroupBinding(FakeTargetGroup group, ControlLoop loop, ClusterSettings settings, Journal journal) {
		this.group = group;
		this.loop = loop;
		this.settings = settings;
		this.journal = journal;
	}

	void changed(FakePod pod) {
		PodStatus seen = pod.status();
		this.loop.after(this.settings.targetLag(), () -> reconcile(pod, seen));
	}

	/**
	 * A pod that waits at its gate is registered, or it would wait for ever.
	 */
	private void reconcile(FakePod pod, PodStatus status) {
		boolean wanted = status.containersReady() && !status.terminating();
		String address = pod.settings().address();
		int port = pod.settings().port();
		if (wanted && this.registered.add(pod)) {
			this.group.register(address, port);
			this.journal.add(PodEvent.Kind.REGISTERED, pod.name());
			look(pod);
		}
		else if (!wanted && this.registered.remove(pod)) {
			this.group.deregister(address, port);
			this.journal.add(PodEvent.Kind.DEREGISTERED, pod.name());
		}
	}

	private void look(FakePod pod) {
		if (!this.registered.contains(pod) || pod.status().gatesPassed()) {
			return;
		}
		if (this.group.state(pod.settings().address(), pod.settings().port()) == TargetState.HEALTHY) {
			pod.change(PodStatus::passedGates);
		}
		else {
			this.loop.after(this.settings.targetHealthInterval(), () -> look(pod));
		}
	}

}
