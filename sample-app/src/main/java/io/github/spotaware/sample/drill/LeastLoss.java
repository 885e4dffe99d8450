package io.github.spotaware.sample.drill;

import java.time.Duration;

/**
 * Computes the least that is lost, whatever the application does: what a node still sends
 * to a task after its window has passed.
 *
 * @param told from SIGTERM until the load balancer learns of it at the earliest
 * @param window from SIGTERM until the application can serve no more
 */
record LeastLoss(Duration told, Duration window) {

	static final String FORMULA = """
			Least possible: rate / 2 x the sum, over the nodes, of share x (told + lag - window), where positive;
			a third of the rate instead of a half once a replacement serves
			  told: from SIGTERM until the load balancer learns of it at the earliest
			  window: from SIGTERM until the application can serve no more""";

	static final String FORMULA_OF_A_SERVICE = """
			Least possible: one, where new connections go to a pod that can serve no more""";

	/**
	 * Kept by Spot Aware for the graceful shutdown itself.
	 */
	private static final Duration RESERVE = Duration.ofSeconds(5);

	/**
	 * Until health checks have failed often enough, at the least.
	 */
	private static final Duration DETECTION = TaskStage.HEALTH_CHECK.interval()
		.multipliedBy(TaskStage.HEALTH_CHECK.unhealthyThreshold() - 1L);

	static LeastLoss of(DrillOptions options, TaskOptions task, Mode mode) {
		Duration window = window(options, task, mode);
		return new LeastLoss(told(options, task, mode, window), window);
	}

	/**
	 * A pod is no longer called once its controllers have acted, or health checks have
	 * failed.
	 */
	static LeastLoss of(PodOptions pod, Mode mode) {
		Duration life = pod.gracePeriod();
		Duration window = switch (mode) {
			case SPOT_AWARE, WITHOUT_CALLS -> (life.compareTo(RESERVE) > 0) ? life.minus(RESERVE) : Duration.ZERO;
			case PRE_STOP -> (PodStage.PRE_STOP.compareTo(life) < 0) ? PodStage.PRE_STOP : life;
			case IGNORING -> life;
			case PLAIN, IMMEDIATE -> Duration.ZERO;
		};
		Duration own = mode.aware() ? DETECTION : window.plus(DETECTION);
		boolean checked = pod.way() == PodOptions.Way.ALB && own.compareTo(pod.endpointLag()) < 0;
		return new LeastLoss(checked ? own : pod.endpointLag(), window);
	}

	private static Duration window(DrillOptions options, TaskOptions task, Mode mode) {
		Duration end = task.life(options.notice()).minus(task.leadOfEcs());
		if (mode.aware()) {
			return (end.compareTo(RESERVE) > 0) ? end.minus(RESERVE) : Duration.ZERO;
		}
		boolean endsAtOnce = mode == Mode.PLAIN && task.stopped();
		return endsAtOnce ? Duration.ZERO : end;
	}

	private static Duration told(DrillOptions options, TaskOptions task, Mode mode, Duration window) {
		if (task.deployment()) {
			// Before SIGTERM, and long enough for every node.
			return options.deregistrationDelay().negated();
		}
		Duration lag = task.stopped() ? task.ecsLag() : null;
		Duration own = switch (mode) {
			case SPOT_AWARE -> Duration.ZERO;
			case WITHOUT_CALLS -> DETECTION;
			case PLAIN, IGNORING, PRE_STOP, IMMEDIATE -> window.plus(DETECTION);
		};
		return (lag == null || own.compareTo(lag) < 0) ? own : lag;
	}

	/**
	 * Return how many may be lost where some have to be: all that are sent meanwhile,
	 * where connections decide who gets them, else twice the least.
	 */
	long most(DrillOptions options) {
		PodOptions pod = options.pod();
		if (pod != null && pod.way() == PodOptions.Way.SERVICE) {
			double seconds = Math.max(0, this.told.minus(this.window).toMillis()) / 1000.0;
			return 2 * Math.round(Math.ceil(options.arrivals().perSecond() * seconds));
		}
		return 2 * requests(options);
	}

	/**
	 * Return the least number of requests.
	 */
	long requests(DrillOptions options) {
		PodOptions pod = options.pod();
		if (pod != null && pod.way() == PodOptions.Way.SERVICE) {
			return (this.told.compareTo(this.window) > 0) ? 1 : 0;
		}
		// Each of three pods of a rolling update is one of four when it is deleted.
		double share = (pod != null && pod.rollout()) ? 3 / 4.0 : 1 / 2.0;
		double seconds = NodePlan.of(options)
			.stream()
			.mapToDouble((node) -> node.share() * Math.max(0, this.told.plus(node.lag()).minus(this.window).toMillis())
					/ 1000)
			.sum();
		return Math.round(options.arrivals().perSecond() * share * seconds);
	}

}
