package io.github.spotaware.registry;

import io.github.spotaware.Finding;
import io.github.spotaware.Severity;
import org.jspecify.annotations.Nullable;

/**
 * How it ended to change the status of an entry.
 *
 * @param kind the kind of end
 * @param status the status that it was to have
 * @param detail what happened, in words
 */
record StatusChange(Kind kind, String status, String detail) {

	static final StatusChange NONE = new StatusChange(Kind.UNCHANGED, "", "");

	boolean failed() {
		return this.kind.finding != null;
	}

	/**
	 * Return what to tell users, or {@code null} when all is well.
	 */
	@Nullable Finding finding() {
		String id = this.kind.finding;
		return (id != null) ? new Finding(id, Severity.WARNING, this.detail + ".", this.kind.remedy) : null;
	}

	/**
	 * The kinds of end.
	 */
	enum Kind {

		/**
		 * It has the status now.
		 */
		CHANGED(null, ""),

		/**
		 * It had it before.
		 */
		UNCHANGED(null, ""),

		/**
		 * The registry has no such status.
		 */
		UNSUPPORTED("registry-unsupported",
				"Callers go by the health checks of the registry: set '%s=false'.".formatted(RegistryProperties.LEAVE)),

		/**
		 * It was refused, or had no effect.
		 */
		FAILED("registry-failed", Kind.LOOK),

		/**
		 * It has not ended yet.
		 */
		LATE("registry-failed", Kind.LOOK);

		private static final String LOOK = "Look at the registry's address, its log, and what this application may do there.";

		private final @Nullable String finding;

		private final String remedy;

		Kind(@Nullable String finding, String remedy) {
			this.finding = finding;
			this.remedy = remedy;
		}

	}

}
