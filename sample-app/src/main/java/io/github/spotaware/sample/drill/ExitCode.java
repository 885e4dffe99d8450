package io.github.spotaware.sample.drill;

/**
 * Names how a drill can end.
 */
enum ExitCode {

	PASSED(0, "Spot Aware lost nothing and drained in time, plain Boot lost requests"),

	LOST(1, "Spot Aware lost a request, did not drain in time or was killed, or a request is unaccounted for"),

	UNFAIR(2, "plain Boot lost nothing, or nobody called the instance, so the drill shows nothing"),

	BAD_OPTIONS(3, "an option is wrong"),

	COULD_NOT_RUN(4, "the drill could not run");

	private final int code;

	private final String meaning;

	ExitCode(int code, String meaning) {
		this.code = code;
		this.meaning = meaning;
	}

	int code() {
		return this.code;
	}

	String help() {
		return "  %d  %s".formatted(this.code, this.meaning);
	}

}
