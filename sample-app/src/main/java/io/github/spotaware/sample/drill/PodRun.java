package io.github.spotaware.sample.drill;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import io.github.spotaware.sample.drill.Moment.Kind;
import io.github.spotaware.sample.process.ShopProcesses;
import io.github.spotaware.test.kubernetes.PodEvent;
import io.github.spotaware.test.kubernetes.RollingUpdate;
import io.github.spotaware.test.load.LoadReport;
import io.github.spotaware.test.load.OpenLoopLoad;

/**
 * Deletes a pod under load, or replaces all of them.
 *
 * @param options the options
 * @param pod what is about pods
 * @param mode what handles it
 * @param number which run of the drill this is
 */
record PodRun(DrillOptions options, PodOptions pod, Mode mode, int number) {

	private static final Duration LOOK = Duration.ofMillis(100);

	private static final Duration WATCH = Duration.ofMillis(10);

	/**
	 * Time that a new pod may take at the most.
	 */
	private static final Duration START = Duration.ofMinutes(2);

	RunResult execute(ShopProcesses processes) {
		AtomicInteger names = new AtomicInteger();
		try (Observer observer = new Observer();
				PodStage stage = new PodStage(this.options, this.pod, this.mode, processes)) {
			List<PodInstance> pods = new ArrayList<>();
			for (int replica = 0; replica < this.pod.replicas(); replica++) {
				pods.add(start(stage, names));
			}
			observer.await(LOOK, () -> pods.stream().allMatch(stage::serves), START,
					() -> "The pods are not in service after %s, see %s".formatted(Format.seconds(START),
							pods.get(0).process().log()));
			return execute(stage, pods, names, observer);
		}
	}

	private PodInstance start(PodStage stage, AtomicInteger names) {
		return stage.start("shop-%d-%d".formatted(this.number, names.incrementAndGet()));
	}

	private RunResult execute(PodStage stage, List<PodInstance> pods, AtomicInteger names, Observer observer) {
		List<PodInstance> victims = this.pod.rollout() ? pods : pods.subList(0, 1);
		List<Observation> observations = victims.stream()
			.map((victim) -> new Observation(victim.process(), victim.target()))
			.toList();
		Rollout rollout = null;
		LoadReport report;
		Lateness lateness;
		try (OpenLoopLoad load = Orders.begin(this.options, this.number, stage.access().load());
				Punctuality punctuality = Punctuality.start()) {
			observer.pause(this.options.warmUp());
			for (int i = 0; i < victims.size(); i++) {
				observe(victims.get(i), observations.get(i), observer);
			}
			if (this.pod.rollout()) {
				rollout = update(stage, pods, names, observer);
			}
			else {
				delete(stage, victims.get(0), observations.get(0), names, observer);
			}
			for (int i = 0; i < victims.size(); i++) {
				PodInstance victim = victims.get(i);
				observations.get(i)
					.await(observer, () -> !stage.access().reaches(victim), this.options.duration(), longest(),
							settled());
			}
			report = load.stop();
			lateness = punctuality.lateness();
		}
		List<Course> courses = new ArrayList<>();
		for (int i = 0; i < victims.size(); i++) {
			finish(stage, victims.get(i), observations.get(i), report);
			courses.add(new Course(observations.get(i).timeline(),
					this.pod.leadOfControllers().plus(this.pod.gracePeriod())));
		}
		Orders.tellLosses(report, courses.get(0).timeline());
		LeastLoss least = LeastLoss.of(this.pod, this.mode);
		return new RunResult(this.mode, Orders.result(report).with(lateness), courses, least.requests(this.options),
				least.most(this.options), rollout);
	}

	/**
	 * Begin to record what happens to a pod once it is deleted.
	 */
	private void observe(PodInstance victim, Observation observation, Observer observer) {
		observer.until(WATCH, () -> {
			Long deletedAt = victim.pod().status().deletedAt();
			if (deletedAt == null) {
				return false;
			}
			observation.begin(InstantSource.system().instant(), Kind.DELETED,
					"pod '%s' is deleted".formatted(victim.pod().name()), deletedAt);
			if (this.pod.rollout()) {
				observation.timeline().mark(Kind.REPLACED, "a new pod is ready");
			}
			observation.observeToTheEnd(observer);
			return true;
		});
	}

	private void delete(PodStage stage, PodInstance victim, Observation observation, AtomicInteger names,
			Observer observer) {
		stage.cluster().delete(victim.pod());
		observer.await(WATCH, () -> observation.timeline().has(Kind.DELETED));
		observer.run(() -> {
			PodInstance replacement = start(stage, names);
			observer.await(LOOK, () -> stage.serves(replacement));
			observation.timeline().mark(Kind.REPLACED, "replacement in service");
		});
	}

	private Rollout update(PodStage stage, List<PodInstance> pods, AtomicInteger names, Observer observer) {
		RollingUpdate update = stage.cluster()
			.update(pods.stream().map(PodInstance::pod).toList(), () -> start(stage, names).pod());
		long begun = System.nanoTime();
		Duration limit = START.multipliedBy(pods.size()).plus(longest());
		observer.await(LOOK, () -> {
			stage.requireNoneFailed();
			if (System.nanoTime() - begun > limit.toNanos()) {
				throw new IllegalStateException("The rollout did not end within " + Format.seconds(limit));
			}
			return update.ended().isDone();
		});
		return new Rollout(update.complete().join(), update.ended().join());
	}

	private void finish(PodStage stage, PodInstance victim, Observation observation, LoadReport report) {
		Timeline timeline = observation.timeline();
		for (PodEvent event : stage.cluster().events(victim.pod())) {
			switch (event.kind()) {
				case PRE_STOP -> timeline.markAt(Kind.PRE_STOP, "preStop hook sleeps", event.nanoTime());
				case SIGTERM -> timeline.markAt(Kind.SIGTERM, "SIGTERM", event.nanoTime());
				case SIGKILL -> timeline.markAt(Kind.KILLED, "SIGKILL", event.nanoTime());
				case DEREGISTERED -> timeline.markAt(Kind.DEREGISTERED, "deregistered by the load balancer controller",
						event.nanoTime());
				case UNREADY ->
					timeline.markAt(Kind.OTHER, "its readiness probe failed often enough", event.nanoTime());
				case READY, DELETED, ENDED, CHOSEN, CHOSEN_NO_MORE, REGISTERED -> {
				}
			}
		}
		stage.access().letGo(victim, timeline);
		observation.finish(stage.aws().loadBalancing(), stage.access().lastAnswer(victim, report));
	}

	/**
	 * How long a pod is called after its deletion.
	 */
	private Duration settled() {
		boolean balanced = this.pod.way() == PodOptions.Way.ALB;
		Duration told = this.pod.endpointLag().isNegative() ? Duration.ZERO : this.pod.endpointLag();
		return balanced ? told.plus(this.options.lag()) : told;
	}

	/**
	 * The longest time that a pod can live, and a new one can take to replace it.
	 */
	private Duration longest() {
		return this.pod.gracePeriod().plus(settled()).plus(START);
	}

}
