package io.github.spotaware.registry;

import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

import io.github.spotaware.Check;
import io.github.spotaware.Drain;
import io.github.spotaware.DrainPhase;
import io.github.spotaware.DrainStep;
import io.github.spotaware.Finding;
import io.github.spotaware.FindingLog;
import io.github.spotaware.InstanceIdentity;
import io.github.spotaware.InvalidPropertyException;
import io.github.spotaware.Severity;
import io.github.spotaware.StepOutcome;
import io.github.spotaware.registry.StatusChange.Kind;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Takes this application out of service in the registries, and back when the drain is
 * taken back. What somebody else has taken out stays out. Spring Cloud deregisters when
 * the context closes, which is after the drain.
 */
final class LeaveRegistries implements DrainStep, Check {

	private static final Log logger = LogFactory.getLog(LeaveRegistries.class);

	private static final int TRIES = 3;

	private final Supplier<List<RegistryEntry>> lookUp;

	private final FindingLog log;

	private final Lanes lanes;

	private final Duration pause;

	private final Duration limit;

	private final Set<RegistryEntry> known = ConcurrentHashMap.newKeySet();

	private final Set<RegistryEntry> taken = ConcurrentHashMap.newKeySet();

	private final Map<String, Problem> problems = new LinkedHashMap<>();

	LeaveRegistries(Supplier<List<RegistryEntry>> lookUp, FindingLog log) {
		this(lookUp, log, Duration.ofSeconds(5), Duration.ofSeconds(2));
	}

	/**
	 * Create it.
	 * @param lookUp returns the present entries: most are registered late, when the web
	 * server has its port
	 * @param log decides when a finding is logged
	 * @param limit how long registries are waited for
	 * @param pause how long until a registry is asked again to take us back
	 */
	LeaveRegistries(Supplier<List<RegistryEntry>> lookUp, FindingLog log, Duration limit, Duration pause) {
		this.lookUp = lookUp;
		this.log = log;
		this.lanes = new Lanes(limit);
		this.limit = limit;
		this.pause = pause;
	}

	@Override
	public String name() {
		return "leave-registries";
	}

	@Override
	public DrainPhase phase() {
		return DrainPhase.LEAVE;
	}

	/**
	 * Look whether a drain of an earlier process, killed before it could deregister, has
	 * left us out: registries keep that for the next one of the same id.
	 */
	@Override
	public void prepare(InstanceIdentity identity) throws InterruptedException {
		this.lanes.call(this.lookUp.get(), (entry) -> {
			if (RegistryEntry.OUT_OF_SERVICE.equals(entry.status())) {
				problem(entry, null, new Finding("registry-out-of-service", Severity.WARNING,
						"%s was '%s' when this process started.".formatted(entry.description(),
								RegistryEntry.OUT_OF_SERVICE),
						"Unless you want that, set it to 'UP': POST {\"status\": \"UP\"} to '/actuator/serviceregistry'."));
			}
		});
	}

	@Override
	public StepOutcome drain(Drain drain) throws InterruptedException {
		List<RegistryEntry> entries = this.lookUp.get();
		if (entries.isEmpty()) {
			return StepOutcome.skipped("no service registry has this application");
		}
		this.known.addAll(entries);
		Collection<StatusChange> changes = change(entries, RegistryEntry.OUT_OF_SERVICE, this::leave).values();
		String text = changes.stream().map(StatusChange::detail).collect(Collectors.joining("; "));
		if (changes.stream().anyMatch(StatusChange::failed)) {
			return StepOutcome.failed(text);
		}
		boolean changed = changes.stream().anyMatch((change) -> change.kind() == Kind.CHANGED);
		return changed ? StepOutcome.done(text) : StepOutcome.skipped(text);
	}

	private StatusChange leave(RegistryEntry entry) {
		StatusChange change = entry.change(RegistryEntry.OUT_OF_SERVICE, RegistryEntry.UP);
		if (change.kind() == Kind.CHANGED || change.kind() == Kind.FAILED) {
			this.taken.add(entry);
		}
		return change;
	}

	@Override
	public void undo() throws InterruptedException {
		Collection<RegistryEntry> left = List.copyOf(this.known);
		for (int attempt = 1; attempt <= TRIES && !left.isEmpty(); attempt++) {
			if (attempt > 1) {
				pause();
			}
			Map<RegistryEntry, StatusChange> changes = change(left, RegistryEntry.UP, this::comeBack);
			left = left.stream()
				.filter((entry) -> changes.getOrDefault(entry, StatusChange.NONE).kind() == Kind.FAILED)
				.toList();
		}
	}

	private StatusChange comeBack(RegistryEntry entry) {
		if (!this.taken.contains(entry)) {
			return StatusChange.NONE;
		}
		StatusChange change = entry.change(RegistryEntry.UP, RegistryEntry.OUT_OF_SERVICE);
		if (!change.failed()) {
			this.taken.remove(entry);
		}
		return change;
	}

	private void pause() throws InterruptedException {
		// Nobody counts it down: it lasts as long as it says, or is interrupted.
		boolean ignored = new CountDownLatch(1).await(this.pause.toNanos(), TimeUnit.NANOSECONDS);
	}

	/**
	 * Change entries, and keep what is wrong with them until it is right. A change that
	 * does not end in time ends later, unless the registry hangs for good.
	 */
	private Map<RegistryEntry, StatusChange> change(Collection<RegistryEntry> entries, String status,
			Function<RegistryEntry, StatusChange> change) throws InterruptedException {
		Map<RegistryEntry, StatusChange> ended = new ConcurrentHashMap<>();
		this.lanes.call(entries, (entry) -> ended(entry, change.apply(entry), ended));
		Map<RegistryEntry, StatusChange> changes = new LinkedHashMap<>();
		entries.forEach((entry) -> {
			StatusChange late = new StatusChange(Kind.LATE, status, "%s: the registry has not answered within %s"
				.formatted(entry.description(), InvalidPropertyException.written(this.limit)));
			changes.put(entry, ended(entry, late, ended));
		});
		return changes;
	}

	/**
	 * Take the first end of a change. Of a late one, too, the last word counts. What was
	 * found unchanged disproves only that it could not be set to that.
	 */
	private synchronized StatusChange ended(RegistryEntry entry, StatusChange change,
			Map<RegistryEntry, StatusChange> ended) {
		StatusChange earlier = ended.get(entry);
		if (earlier != null && change.kind() == Kind.LATE) {
			return earlier;
		}
		ended.put(entry, change);
		Problem known = this.problems.get(entry.description());
		if (change.kind() != Kind.UNCHANGED || (known != null && change.status().equals(known.status()))) {
			problem(entry, change.status(), change.finding());
		}
		return change;
	}

	private synchronized void problem(RegistryEntry entry, @Nullable String status, @Nullable Finding finding) {
		String subject = entry.description();
		Problem before = (finding != null) ? this.problems.put(subject, new Problem(status, finding))
				: this.problems.remove(subject);
		boolean unsaid = before != null && this.log.withdraw(before.finding());
		if (finding != null && (before == null || unsaid || !finding.equals(before.finding()))) {
			this.log.say(finding, () -> logger.warn(finding));
		}
		else if (finding == null && before != null && !unsaid) {
			logger.info("No longer %s: %s".formatted(before.finding().id(), subject));
		}
	}

	@Override
	public synchronized List<Finding> findings() {
		return this.problems.values().stream().map(Problem::finding).toList();
	}

	/**
	 * What is wrong with an entry.
	 *
	 * @param status the status that it could not be given, or {@code null}
	 * @param finding what to tell users
	 */
	private record Problem(@Nullable String status, Finding finding) {
	}

}
