package io.github.spotaware.lifecycle;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;

import io.github.spotaware.Platform;

/**
 * Counts what worlds have met.
 */
final class ChaosTally {

	private static final List<Platform> PLATFORMS = List.of(Platform.EC2, Platform.ECS_FARGATE, Platform.ECS_EC2,
			Platform.KUBERNETES);

	private final Map<ChaosFault, Map<Platform, Integer>> faults = new EnumMap<>(ChaosFault.class);

	private final Map<Platform, Integer> worlds = new EnumMap<>(Platform.class);

	private final Map<Long, List<String>> violations = new TreeMap<>();

	private int drains;

	private int looks;

	private long served;

	private long lostUntold;

	private long lostOutOfTime;

	private long lostAfterSilence;

	void add(ChaosPlan plan, ChaosWorld world) {
		ChaosChecks checks = world.checks();
		this.worlds.merge(plan.platform(), 1, Integer::sum);
		Set<ChaosFault> met = world.met();
		met.forEach((fault) -> this.faults.computeIfAbsent(fault, (key) -> new EnumMap<>(Platform.class))
			.merge(plan.platform(), 1, Integer::sum));
		this.drains += checks.drains();
		this.looks += checks.looks();
		this.served += world.callers().served();
		int lost = world.callers().lost();
		if (checks.end() == null) {
			this.lostUntold += lost;
		}
		else if (checks.end() == DrainReport.End.OUT_OF_TIME) {
			this.lostOutOfTime += lost;
		}
		else {
			this.lostAfterSilence += lost;
		}
		if (!checks.violations().isEmpty()) {
			this.violations.put(plan.seed(), checks.violations());
		}
	}

	private int met(ChaosFault fault, Platform platform) {
		return this.faults.getOrDefault(fault, Map.of()).getOrDefault(platform, 0);
	}

	/**
	 * Return what could have been met, and was not.
	 */
	List<String> neverMet() {
		List<String> never = new ArrayList<>();
		for (ChaosFault fault : ChaosFault.values()) {
			for (Platform platform : PLATFORMS) {
				if (fault.possibleOn(platform) && met(fault, platform) == 0) {
					never.add(fault.words() + " on " + platform.description());
				}
			}
		}
		return never;
	}

	Map<Long, List<String>> violations() {
		return this.violations;
	}

	long served() {
		return this.served;
	}

	long lostOutOfTime() {
		return this.lostOutOfTime;
	}

	long lostAfterSilence() {
		return this.lostAfterSilence;
	}

	int drains() {
		return this.drains;
	}

	String table() {
		StringBuilder table = new StringBuilder(
				"| met | EC2 | Fargate | ECS on EC2 | Kubernetes |%n|---|---|---|---|---|%n".formatted());
		row(table, "interruptions", (platform) -> String.valueOf(this.worlds.getOrDefault(platform, 0)));
		for (ChaosFault fault : ChaosFault.values()) {
			row(table, fault.words(),
					(platform) -> fault.possibleOn(platform) ? String.valueOf(met(fault, platform)) : "");
		}
		return table + """
				%d drains, %d looks at endpoint and meters, %d requests served
				lost: %d of a process that was killed before it was told, %d out of time, %d after silence
				""".formatted(this.drains, this.looks, this.served, this.lostUntold, this.lostOutOfTime,
				this.lostAfterSilence);
	}

	private static void row(StringBuilder table, String name, Function<Platform, String> cell) {
		table.append("| ").append(name);
		PLATFORMS.forEach((platform) -> table.append(" | ").append(cell.apply(platform)));
		table.append(" |%n".formatted());
	}

}
