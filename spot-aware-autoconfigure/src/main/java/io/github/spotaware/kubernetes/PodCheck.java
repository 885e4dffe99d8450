package io.github.spotaware.kubernetes;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;

import io.github.spotaware.Check;
import io.github.spotaware.DrainTerms;
import io.github.spotaware.Finding;
import io.github.spotaware.HealthPaths;
import io.github.spotaware.Severity;
import org.jspecify.annotations.Nullable;

/**
 * Finds what in the spec of our pod works against a drain. Containers of a pod share its
 * ports, so whoever asks one of ours asks us.
 *
 * @see <a href="https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/">
 * Kubernetes: pod lifecycle</a>
 */
final class PodCheck implements Check {

	private final PodFacts facts;

	private final Supplier<@Nullable HealthPaths> paths;

	private final Supplier<DrainTerms.@Nullable Known> terms;

	PodCheck(PodFacts facts, Supplier<@Nullable HealthPaths> paths, Supplier<DrainTerms.@Nullable Known> terms) {
		this.facts = facts;
		this.paths = paths;
		this.terms = terms;
	}

	@Override
	public List<Finding> findings() {
		DrainTerms.Known now = this.terms.get();
		List<ContainerFacts> containers = this.facts.containers();
		if (now == null || containers.isEmpty()) {
			return List.of();
		}
		HealthPaths known = this.paths.get();
		List<Finding> findings = new ArrayList<>();
		List<ContainerFacts> ours = (known != null) ? ours(containers, known) : containers;
		ours.stream().map((container) -> preStop(container, now)).filter(Objects::nonNull).forEach(findings::add);
		if (known != null) {
			containers.stream()
				.map((container) -> liveness(container, known))
				.filter(Objects::nonNull)
				.forEach(findings::add);
			findings.addAll(readiness(ours, known, now));
		}
		return findings;
	}

	/**
	 * Return which containers may be ours: all where none can be told from the others.
	 */
	private static List<ContainerFacts> ours(List<ContainerFacts> containers, HealthPaths known) {
		List<ContainerFacts> ours = containers.stream().filter((container) -> isOurs(container, known)).toList();
		return ours.isEmpty() ? containers : ours;
	}

	private static boolean isOurs(ContainerFacts container, HealthPaths known) {
		return container.ports().stream().anyMatch((port) -> known.answer("/", port) != null)
				|| asksUs(container.liveness(), known) || asksUs(container.readiness(), known);
	}

	private static boolean asksUs(@Nullable ProbeFacts probe, HealthPaths known) {
		return probe != null && probe.port() != null && known.answer("/", probe.port()) != null;
	}

	private static HealthPaths.@Nullable Answer answer(@Nullable ProbeFacts probe, HealthPaths known) {
		return (probe != null && probe.path() != null && probe.port() != null)
				? known.answer(probe.path(), probe.port()) : null;
	}

	private static @Nullable Finding preStop(ContainerFacts container, DrainTerms.Known now) {
		ContainerFacts.PreStop hook = container.preStop();
		if (hook == null || hook.seconds() == 0) {
			// What does something else is fine.
			return null;
		}
		long grace = now.grace().duration().toSeconds();
		long left = Math.max(0, grace - hook.seconds());
		long needed = now.settle().plus(now.reserve()).toSeconds();
		return new Finding("kubernetes-pre-stop", (left < needed) ? Severity.WARNING : Severity.INFO,
				"The preStop hook of container '%s' (%s) delays SIGTERM by %d s and leaves %d of the %d s of the grace period; settle and reserve ask for %d s. Where the pod's deletion is not seen, the drain begins only then."
					.formatted(container.name(), hook.words(), hook.seconds(), left, grace, needed),
				"Remove what sleeps from 'lifecycle.preStop': the application goes on serving until its callers have let go.");
	}

	private static @Nullable Finding liveness(ContainerFacts container, HealthPaths known) {
		HealthPaths.Answer answer = answer(container.liveness(), known);
		boolean fails = answer == HealthPaths.Answer.READINESS || answer == HealthPaths.Answer.EVERYTHING;
		ProbeFacts probe = container.liveness();
		if (!fails || probe == null) {
			return null;
		}
		return new Finding("kubernetes-liveness-on-health", Severity.CRITICAL,
				"The liveness probe of container '%s' asks '%s', which fails while a drain runs: where that began before the pod was deleted, the kubelet restarts the container after %d s, and what is in flight is lost."
					.formatted(container.name(), probe.path(), probe.latency().toSeconds()),
				"Let the liveness probe ask the path of the health group 'liveness', such as '/actuator/health/liveness'.");
	}

	private static List<Finding> readiness(List<ContainerFacts> ours, HealthPaths known, DrainTerms.Known now) {
		List<ContainerFacts> asking = ours.stream().filter((container) -> container.readiness() != null).toList();
		if (asking.isEmpty()) {
			return List.of(noReadiness(known));
		}
		return asking.stream()
			.map((container) -> readiness(container, known, now.grace().duration()))
			.filter(Objects::nonNull)
			.toList();
	}

	private static @Nullable Finding readiness(ContainerFacts container, HealthPaths known, Duration grace) {
		ProbeFacts probe = Objects.requireNonNull(container.readiness());
		boolean open = probe.kind() == ProbeFacts.Kind.TCP && asksUs(probe, known);
		HealthPaths.Answer answer = answer(probe, known);
		if (open || answer == HealthPaths.Answer.STEADY) {
			return steadyReadiness(container, open ? "whether the port is open" : "'%s'".formatted(probe.path()),
					known);
		}
		return (answer != null && probe.latency().compareTo(grace) > 0) ? slowReadiness(container, probe, grace) : null;
	}

	private static Finding noReadiness(HealthPaths known) {
		return new Finding("kubernetes-readiness-probe", Severity.WARNING,
				"No container of ours has a readiness probe: the pod gets requests before the application is ready, and those that come while it drains without being deleted are turned away by nobody.",
				remedy(known));
	}

	private static Finding steadyReadiness(ContainerFacts container, String asked, HealthPaths known) {
		return new Finding("kubernetes-readiness-probe", Severity.WARNING,
				"The readiness probe of container '%s' asks %s, which answers the same in a drain as before: until the pod is deleted it goes on getting requests."
					.formatted(container.name(), asked),
				remedy(known));
	}

	private static Finding slowReadiness(ContainerFacts container, ProbeFacts probe, Duration grace) {
		return new Finding("kubernetes-readiness-probe", Severity.INFO,
				"The readiness probe of container '%s' takes %d s (period times failure threshold) to see that traffic is refused, longer than the grace period of %d s: only the pod's deletion takes it out in time."
					.formatted(container.name(), probe.latency().toSeconds(), grace.toSeconds()),
				"Set 'periodSeconds' of the readiness probe to 2.");
	}

	private static String remedy(HealthPaths known) {
		String readiness = known.readiness();
		return (readiness != null) ? "Let the readiness probe ask %s, with 'periodSeconds: 2'.".formatted(readiness)
				: "Let the readiness probe ask a path that turns 503 with the readiness: there is none as yet.";
	}

}
