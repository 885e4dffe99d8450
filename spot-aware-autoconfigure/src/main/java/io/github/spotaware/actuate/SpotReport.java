package io.github.spotaware.actuate;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.OperationResponseBody;

/**
 * All that is known, as the endpoint shows it. Instants are ISO 8601 to the millisecond,
 * durations decimal seconds such as {@code 97.4s}; what is not known is left out.
 * {@code docs/endpoint.md} and its schema are written from the descriptions of the
 * components here, which say of what can be left out when it is.
 *
 * @param state where the application stands
 * @param dryRun whether nothing is done, only said
 * @param platform what the application runs on
 * @param deadline when all is over; absent while nothing makes us leave
 * @param signals the signals that stand, at most one of each source
 * @param drain the present or else the last drain; absent before the first one
 * @param requests the requests in flight; absent without a web server or gRPC server
 * @param callers who called in the last five minutes; in a drain, the one that holds it
 * up longest comes first
 * @param targets our targets
 * @param sources where signals come from
 * @param queue the queue of events; absent where none is read
 * @param budgets how the time there is would be divided, for each way in which we are
 * told to leave; empty where there is no platform
 * @param findings what would make a drain fail, or could not be checked; what costs most
 * comes first
 */
record SpotReport(String state, boolean dryRun, Platform platform, @Nullable Deadline deadline, List<Signal> signals,
		@Nullable Drain drain, @Nullable Requests requests, List<Caller> callers, List<Target> targets,
		List<Source> sources, @Nullable Queue queue, List<Budget> budgets,
		List<Finding> findings) implements OperationResponseBody {

	/**
	 * What the application runs on, and who it is there.
	 *
	 * @param name the platform, or {@code detecting} while it is being found out
	 * @param reason why it is taken for that; absent while it is being found out
	 * @param capacity how the instance or task was bought
	 * @param instanceId the id of the EC2 instance; absent where it is not known, as on
	 * Fargate
	 * @param privateIp the private address of the instance, task or pod; absent where it
	 * is not known
	 * @param availabilityZone the Availability Zone; absent where it is not known
	 * @param region the Region; absent where it is not known
	 * @param task which ECS task it is; absent where it is none
	 * @param pod which pod of a Kubernetes cluster it is; absent where it is none
	 */
	record Platform(String name, @Nullable String reason, String capacity, @Nullable String instanceId,
			@Nullable String privateIp, @Nullable String availabilityZone, @Nullable String region, @Nullable Task task,
			@Nullable Pod pod) {
	}

	/**
	 * Which ECS task it is.
	 *
	 * @param arn the ARN of the task
	 * @param cluster the cluster, by its name or ARN; absent where the task metadata do
	 * not tell
	 * @param service the service it belongs to; absent where it belongs to none, or it is
	 * not known
	 * @param container the container it runs in; absent where the task metadata do not
	 * tell
	 */
	record Task(String arn, @Nullable String cluster, @Nullable String service, @Nullable String container) {
	}

	/**
	 * Which pod of a Kubernetes cluster it is.
	 *
	 * @param name its name
	 * @param namespace its namespace; absent where it is not known
	 * @param node the name of its node; absent where it is not known
	 */
	record Pod(String name, @Nullable String namespace, @Nullable String node) {
	}

	/**
	 * When all is over.
	 *
	 * @param time the moment
	 * @param remaining the time left
	 * @param origin what set it, in words
	 */
	record Deadline(Instant time, String remaining, String origin) {
	}

	/**
	 * A signal that stands.
	 *
	 * @param source the name of its source
	 * @param cause why we would leave
	 * @param action what happens to the instance
	 * @param drains whether we leave because of it
	 * @param since when it was accepted
	 * @param deadline its own deadline; absent where it does not make us leave
	 * @param expires when it is void; absent where it stands until it is withdrawn
	 */
	record Signal(String source, String cause, String action, boolean drains, Instant since,
			@Nullable Deadline deadline, @Nullable Instant expires) {
	}

	/**
	 * A drain.
	 *
	 * @param cause why
	 * @param started when it began
	 * @param took how long it has taken
	 * @param end how it ended; absent while it is under way
	 * @param drainedBy when it ends at the latest
	 * @param remaining the time left before the deadline, when it ended or now
	 * @param settle the longest silence asked of a caller
	 * @param quietPeriod the shortest silence asked of a caller
	 * @param reserve what is kept for graceful shutdown and destruction
	 * @param cut whether settle and reserve had to shrink to fit before the deadline
	 * @param departure how far the load balancers have let go
	 * @param inFlight requests in flight, when it ended or now
	 * @param timeline the steps in the order in which they began
	 */
	record Drain(String cause, Instant started, String took, @Nullable String end, Instant drainedBy, String remaining,
			String settle, String quietPeriod, String reserve, boolean cut, String departure, long inFlight,
			List<Step> timeline) {
	}

	/**
	 * A step of a drain.
	 *
	 * @param phase the phase it runs in
	 * @param name its name
	 * @param after how long after the drain's beginning it began
	 * @param took how long it has taken
	 * @param result how it ended, or {@code busy}
	 * @param detail what happened; absent while it is busy
	 */
	record Step(String phase, String name, String after, String took, String result, @Nullable String detail) {
	}

	/**
	 * The requests, over all servers.
	 *
	 * @param inFlight those that a drain waits for
	 * @param active all in flight, long-lived ones too
	 * @param servedWhileDraining those that arrived since the drain began
	 */
	record Requests(long inFlight, long active, long servedWhileDraining) {
	}

	/**
	 * A caller.
	 *
	 * @param address the address the socket is connected to
	 * @param lastRequest when it last sent a request
	 * @param silent how long it has been silent in the present drain; absent unless there
	 * is one, which may have ended
	 * @param needed how long it has to be; absent unless there is a drain
	 */
	record Caller(String address, Instant lastRequest, @Nullable String silent, @Nullable String needed) {
	}

	/**
	 * A target of a target group.
	 *
	 * @param group the name of the target group
	 * @param arn the ARN of the target group
	 * @param id the target's id
	 * @param port the target's port
	 * @param state the state in which it was last seen, in the load balancer's own word;
	 * {@code unknown} until it was
	 * @param deregistrationDelay the target group's; absent where it could not be read
	 */
	record Target(String group, String arn, String id, int port, String state, @Nullable String deregistrationDelay) {
	}

	/**
	 * A source.
	 *
	 * @param name its name
	 * @param lastSuccess when it last answered; absent until it has
	 * @param lastFailure when it last failed to; absent until it has
	 * @param lastError why it last failed; absent until it has
	 * @param successes how often it answered
	 * @param failures how often it failed
	 */
	record Source(String name, @Nullable Instant lastSuccess, @Nullable Instant lastFailure, @Nullable String lastError,
			long successes, long failures) {
	}

	/**
	 * The queue of events.
	 *
	 * @param name its name, URL or ARN, as it is configured
	 * @param lastSuccess when it was last asked with success; absent until it was
	 * @param lastFailure when it last could not be asked; absent until it could not
	 * @param lastError why it last could not be asked; absent until it could not
	 * @param messages how many messages have come, by what became of them
	 * @param answersLifecycleActions whether lifecycle actions of EC2 Auto Scaling are
	 * prolonged and completed
	 */
	record Queue(String name, @Nullable Instant lastSuccess, @Nullable Instant lastFailure, @Nullable String lastError,
			Map<String, Long> messages, boolean answersLifecycleActions) {
	}

	/**
	 * How the time there is would be divided, at worst.
	 *
	 * @param trigger what tells us to leave
	 * @param time how much time there is
	 * @param origin where that is known from, in words
	 * @param cut whether settle and reserve had to shrink
	 * @param healthCheckLatency how long health checks take to see that we refuse
	 * traffic, of our slowest target group; absent where it is not known
	 * @param deregistrationDelay the longest one of our target groups, which nothing
	 * waits for; absent where none could be read
	 * @param parts the parts, in the order in which they come
	 */
	record Budget(String trigger, String time, String origin, boolean cut, @Nullable String healthCheckLatency,
			@Nullable String deregistrationDelay, List<Part> parts) {
	}

	/**
	 * A part of the time there is.
	 *
	 * @param name what happens in it
	 * @param limit how long it may take
	 * @param wanted what is configured; absent where that is not more
	 * @param left what is left when it takes that long
	 */
	record Part(String name, String limit, @Nullable String wanted, String left) {
	}

	/**
	 * A finding.
	 *
	 * @param id its stable id
	 * @param severity what it costs
	 * @param message what was seen
	 * @param remedy what to change
	 * @param documentation where more is written about it; absent where nothing is
	 */
	record Finding(String id, String severity, String message, String remedy, @Nullable URI documentation) {
	}

}
