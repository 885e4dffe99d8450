package io.github.spotaware.lifecycle;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

import io.github.spotaware.Platform;

/**
 * What can go wrong in an interruption, and where it can.
 */
enum ChaosFault {

	METADATA_FLAPS(Where.ON_INSTANCES), METADATA_SILENT(Where.ON_INSTANCES), ELB_THROTTLED, ELB_DENIED, ELB_SILENT,

	GROUP_GONE, CLOCK_STEP, PAUSE, SECOND_NOTICE, SIGTERM_IN_THE_MIDDLE, REPLACEMENT_NEVER_HEALTHY, STEP_HANGS,

	STEP_BREAKS, TAKEN_BACK, RESUMED(Where.ON_EC2);

	static final Set<ChaosFault> OF_THE_API = EnumSet.of(ELB_THROTTLED, ELB_DENIED, ELB_SILENT, GROUP_GONE);

	private final Where where;

	ChaosFault() {
		this(Where.EVERYWHERE);
	}

	ChaosFault(Where where) {
		this.where = where;
	}

	boolean possibleOn(Platform platform) {
		return switch (this.where) {
			case EVERYWHERE -> true;
			case ON_INSTANCES -> platform == Platform.EC2 || platform.onInstance();
			case ON_EC2 -> platform == Platform.EC2;
		};
	}

	String words() {
		return name().toLowerCase(Locale.ROOT).replace('_', ' ');
	}

	private enum Where {

		EVERYWHERE, ON_INSTANCES, ON_EC2

	}

}
