package io.github.spotaware.kubernetes;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerPort;
import io.fabric8.kubernetes.api.model.LifecycleHandler;
import io.fabric8.kubernetes.api.model.Probe;
import org.jspecify.annotations.Nullable;

/**
 * What a container of our pod says that matters to a drain.
 *
 * @param name its name
 * @param ports the ports that it names
 * @param preStop its {@code preStop} hook, or {@code null} where it has none
 * @param liveness its liveness probe, or {@code null} where it has none
 * @param readiness its readiness probe, or {@code null} where it has none
 */
record ContainerFacts(String name, Collection<Integer> ports, @Nullable PreStop preStop, @Nullable ProbeFacts liveness,
		@Nullable ProbeFacts readiness) {

	private static final Pattern SLEEP = Pattern.compile("\\bsleep\\s+(\\d{1,5})s?\\b");

	static ContainerFacts of(Container container) {
		Map<String, Integer> ports = new LinkedHashMap<>();
		for (ContainerPort port : container.getPorts()) {
			ports.put(Objects.requireNonNullElseGet(port.getName(), () -> "#" + port.getContainerPort()),
					port.getContainerPort());
		}
		LifecycleHandler hook = (container.getLifecycle() != null) ? container.getLifecycle().getPreStop() : null;
		return new ContainerFacts(container.getName(), List.copyOf(ports.values()),
				(hook != null) ? preStop(hook) : null, probe(container.getLivenessProbe(), ports),
				probe(container.getReadinessProbe(), ports));
	}

	private static @Nullable ProbeFacts probe(@Nullable Probe probe, Map<String, Integer> ports) {
		return (probe != null) ? ProbeFacts.of(probe, ports) : null;
	}

	private static PreStop preStop(LifecycleHandler hook) {
		if (hook.getSleep() != null && hook.getSleep().getSeconds() != null) {
			long seconds = hook.getSleep().getSeconds();
			return new PreStop("sleep %d s".formatted(seconds), seconds);
		}
		if (hook.getExec() == null) {
			return new PreStop("a call", 0);
		}
		String command = String.join(" ", hook.getExec().getCommand());
		Matcher sleep = SLEEP.matcher(command);
		return new PreStop(command, sleep.find() ? Long.parseLong(sleep.group(1)) : 0);
	}

	/**
	 * What runs before SIGTERM.
	 *
	 * @param words what it does
	 * @param seconds how long it is known to take, 0 where that is not known
	 */
	record PreStop(String words, long seconds) {

	}

}
