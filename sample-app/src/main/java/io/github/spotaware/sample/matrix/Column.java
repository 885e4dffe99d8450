package io.github.spotaware.sample.matrix;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Names the columns of the file.
 */
public enum Column {

	/** Web server. */
	SERVER(Kind.SETTING),

	/** When requests arrive. */
	LOAD(Kind.SETTING),

	/** What begins it: a notice, or SIGTERM alone. */
	EVENT(Kind.SETTING),

	/** From then to the deadline. */
	NOTICE_MS(Kind.SETTING),

	/** Number of the load balancer's nodes. */
	NODES(Kind.SETTING),

	/** Share of the thinnest node, which lets go last. */
	THIN_SHARE(Kind.SETTING),

	/** Deregistration delay of the target group. */
	DEREGISTRATION_DELAY_MS(Kind.SETTING),

	/** Load before the notice. */
	WARM_UP_MS(Kind.SETTING),

	/** How long the last node goes on routing to an instance that left. */
	LAG_MS(Kind.COMPARED),

	/** What handles the interruption. */
	MODE(Kind.COMPARED),

	/** Seed of everything random. */
	SEED(Kind.REPEATED),

	/** Which of several interruptions of this kind it was, from 1 on. */
	RUN(Kind.REPEATED),

	/** Requests sent. */
	SENT(Kind.RESULT),

	/** Requests that got the complete expected answer. */
	COMPLETE(Kind.RESULT),

	/** The others. */
	LOST(Kind.RESULT),

	/** How many were lost in which way. */
	LOST_BY_KIND(Kind.RESULT),

	/** Requests that nobody can tell the fate of. */
	UNACCOUNTED(Kind.RESULT),

	/** Median of the time to the complete answer. */
	P50_MS(Kind.RESULT),

	/** 99th percentile of it. */
	P99_MS(Kind.RESULT),

	/** From the notice to the first 503 of the readiness. */
	FIRST_503_MS(Kind.RESULT),

	/** From the notice to the last node that let go. */
	LET_GO_MS(Kind.RESULT),

	/** From the notice to the last request served. */
	LAST_REQUEST_MS(Kind.RESULT),

	/** From the notice to {@code Drained}. */
	DRAINED_MS(Kind.RESULT),

	/** From the notice to the end of the process. */
	EXIT_MS(Kind.RESULT),

	/** From the last node that let go to the end of the process. */
	ALIVE_MS(Kind.RESULT),

	/** How late the machine did 99 % of what was due. */
	LATE_P99_MS(Kind.RESULT),

	/** How late it was at the worst. */
	LATE_MAX_MS(Kind.RESULT),

	/** Whether it was so late that this does not count. */
	OVERLOADED(Kind.RESULT),

	/** When the interruption began to be prepared. */
	STARTED_AT(Kind.MACHINE),

	/** How long all of it took. */
	TOOK_MS(Kind.MACHINE),

	/** Processors of the machine. */
	CORES(Kind.MACHINE),

	/** Its load average before. */
	LOAD_BEFORE(Kind.MACHINE),

	/** Its operating system. */
	OS(Kind.MACHINE),

	/** Versions of Java, Spring Boot, the server and Spot Aware. */
	VERSIONS(Kind.MACHINE),

	/** What was typed. */
	COMMAND(Kind.MACHINE);

	private final Kind kind;

	Column(Kind kind) {
		this.kind = kind;
	}

	/**
	 * Return its name in the file.
	 * @return the name
	 */
	public String id() {
		return name().toLowerCase(Locale.ROOT);
	}

	/**
	 * Whether it is the same for all that is compared.
	 */
	boolean isSetting() {
		return this.kind == Kind.SETTING;
	}

	/**
	 * Whether it tells one interruption from another.
	 */
	boolean isIdentity() {
		return this.kind == Kind.SETTING || this.kind == Kind.COMPARED || this.kind == Kind.REPEATED;
	}

	static List<String> header() {
		return Arrays.stream(values()).map(Column::id).toList();
	}

	private enum Kind {

		SETTING, COMPARED, REPEATED, RESULT, MACHINE

	}

}
