package io.github.spotaware.sample.drill;

import java.util.Arrays;

import org.jspecify.annotations.Nullable;

/**
 * Lists the options of the drill.
 */
enum Option {

	PLATFORM("platform", "NAME", "ec2 (default); ecs-fargate or ecs-ec2: tasks that ECS stops; kubernetes: pods"),

	LAG("lag", "TIME", "until the last load balancer node lets go (default 10s; of tasks 5s, of pods 3s)"),

	RATE("rate", "N", "requests a second (default 300)"),

	NODES("nodes", "N", "load balancer nodes (default 6)"),

	THIN_SHARE("thin-share", "PERCENT", "share of the thinnest node, the last to let go (default 2%)"),

	NOTICE("notice", "TIME", "from the notice to the deadline (default 40s; AWS gives 120s)"),

	DEREGISTRATION_DELAY("deregistration-delay", "TIME", "of the target group (default 30s)"),

	WARM_UP("warm-up", "TIME", "load before the notice (default 5s)"),

	DURATION("duration", "TIME", "load after the notice (default: until the instance has ended)"),

	STOP_TIMEOUT("stop-timeout", "TIME", "of the task definition, from SIGTERM to SIGKILL (default 120s)"),

	ECS_LAG("ecs-lag", "TIME", "from SIGTERM until ECS deregisters the task (default 5s; -5s is before, or never)"),

	DEPLOYMENT("deployment", null, "ECS stops the task for a deployment: deregisters it, waits for the delay, SIGTERM"),

	IDLE("idle", null, "no requests while the task is stopped, with --deployment"),

	GRACE_PERIOD("grace-period", "TIME", "of the pod, from SIGTERM, or the preStop hook, to SIGKILL (default 30s)"),

	ENDPOINT_LAG("endpoint-lag", "TIME",
			"from SIGTERM, or the preStop hook, until controllers have taken the pod out (default 5s; -5s is before)"),

	PATH("path", "NAME", "of the requests to the pods: alb (default, ip mode) or service (kube-proxy)"),

	CALLERS("callers", "N", "callers of the service, each with connections of its own (default 20)"),

	ROLLOUT("rollout", null, "replace three pods in a rolling update instead of deleting one of two"),

	PROBE_PERIOD("probe-period", "TIME", "of the pod's readiness probe (default 5s)"),

	PROBE_FAILURES("probe-failures", "N", "of the readiness probe until the pod is unready (default 2)"),

	SEED("seed", "N", "of everything random (default: random, printed)"),

	SERVER("server", "NAME", "web server of the shop: " + Server.ids() + " (default tomcat)"),

	FAULT("fault", "NAME", "what else goes wrong: " + Fault.ids()),

	INTERRUPTIONS("interruptions", "N",
			"interruptions with Spot Aware, in the matrix of each kind, each on fresh instances (default 1)"),

	ONLY("only", "MODE",
			"one column of the drill: spot-aware or plain; with tasks also without-calls or ignoring; with pods pre-stop; in the matrix a list"),

	CSV("csv", "FILE", "append a line for each run"),

	CHAOS("chaos", "N",
			"interrupt N times, each on a server and a platform and with a fault drawn from --seed, with Spot Aware only"),
	RESTART("restart", null, "restart the instance in place instead of interrupting it; --notice is its grace period"),

	PROBER_ONLY("prober-only", null, "only measure: notice visible to first 503 of a 10 ms prober"),

	MATRIX("matrix", null,
			"interrupt an instance for each combination of server, lag, rate and mode, and append to --csv"),

	SERVERS("servers", "LIST", "servers of the matrix, as in 'tomcat,jetty' (default: all)"),

	LAGS("lags", "LIST", "lags of the matrix, as in '0,10,40' (default 0,2,5,10,15,25,40; beside Tomcat 0,10,40)"),

	RATES("rates", "LIST", "rates of the matrix, numbers or bursts (default 300,5,0.05,bursts: of 50 every 10 s)"),

	BUDGET("budget", "TIME", "after which the matrix begins no other combination (default: none)"),

	SIGTERM("sigterm", null,
			"with --matrix: SIGTERM alone, as in a deployment, instead of a notice; --notice is the grace period"),

	REPORT("report", "FILE", "with --matrix: print the results in this file as Markdown, instead of running it"),

	SVG("svg", "FILE", "with --report: draw the results of the first server and rate"),

	HELP("help", null, "print this");

	private final String id;

	private final @Nullable String value;

	private final String description;

	Option(String id, @Nullable String value, String description) {
		this.id = id;
		this.value = value;
		this.description = description;
	}

	String flag() {
		return "--" + this.id;
	}

	boolean takesValue() {
		return this.value != null;
	}

	String help() {
		return "  %-28s %s".formatted((this.value != null) ? flag() + " " + this.value : flag(), this.description);
	}

	static Option of(String flag) {
		return Arrays.stream(values())
			.filter((option) -> option.flag().equals(flag))
			.findFirst()
			.orElseThrow(() -> new BadOptionException("Unknown option '%s'".formatted(flag)));
	}

}
