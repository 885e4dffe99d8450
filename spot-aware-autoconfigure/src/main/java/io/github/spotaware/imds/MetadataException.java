package io.github.spotaware.imds;

import io.github.spotaware.Finding;
import io.github.spotaware.Severity;
import org.jspecify.annotations.Nullable;

/**
 * Says why the metadata service could not tell.
 */
final class MetadataException extends Exception {

	private static final long serialVersionUID = 1L;

	private final Reason reason;

	MetadataException(Reason reason, String detail, @Nullable Throwable cause) {
		super("%s: %s".formatted(reason.words, detail), cause);
		this.reason = reason;
	}

	Finding finding() {
		return new Finding(this.reason.id, this.reason.severity, getMessage() + '.', this.reason.remedy);
	}

	/**
	 * Return what it means for a container that an orchestrator runs.
	 */
	Finding findingInContainer() {
		return new Finding(this.reason.id, Severity.WARNING,
				getMessage() + "; SIGTERM is all that tells of an interruption.",
				this.reason.remedyInContainer + " Or set ECS_ENABLE_SPOT_INSTANCE_DRAINING, so that SIGTERM comes in "
						+ "time, and spot-aware.imds.enabled=false.");
	}

	/**
	 * The reasons, each with what to do about it.
	 */
	enum Reason {

		/**
		 * It answers 403: switched off in the instance's metadata options.
		 */
		OFF("imds-off", Severity.CRITICAL, "The instance metadata service is switched off",
				"Enable it in the instance's metadata options (HttpEndpoint), or set spot-aware.platform=ec2 "
						+ "and rely on SIGTERM.",
				"Enable it in the instance's metadata options (HttpEndpoint)."),

		/**
		 * It does not answer in time, or at all.
		 */
		UNREACHABLE("imds-unreachable", Severity.CRITICAL, "The instance metadata service does not answer",
				"In a container raise the hop limit of the instance's metadata options "
						+ "(HttpPutResponseHopLimit) to 2, and let firewall rules pass 169.254.169.254.",
				"Raise HttpPutResponseHopLimit in the instance's metadata options to 2 and, for tasks of network mode "
						+ "awsvpc, leave ECS_AWSVPC_BLOCK_IMDS of the agent unset."),

		/**
		 * It answers, but with an error.
		 */
		FAILING("imds-failing", Severity.WARNING, "The instance metadata service answers with an error",
				"It usually recovers by itself. If it does not, ask it from the instance with curl."),

		/**
		 * The SDK's client cannot be built.
		 */
		NO_CLIENT("imds-no-client", Severity.CRITICAL,
				"The AWS SDK has no client that could ask the instance metadata service",
				"Keep an HTTP client of the SDK for blocking calls on the class path, such as "
						+ "software.amazon.awssdk:url-connection-client, and import the SDK's BOM. Correct the address of "
						+ "the service if one is set."),

		/**
		 * It answers with what is not the document that it should be.
		 */
		GARBLED("imds-garbled", Severity.CRITICAL, "The instance metadata service answers with something unreadable",
				"Make sure that nothing else, such as a proxy, answers in place of the instance metadata service.");

		private final String id;

		private final Severity severity;

		private final String words;

		private final String remedy;

		private final String remedyInContainer;

		Reason(String id, Severity severity, String words, String remedy) {
			this(id, severity, words, remedy, remedy);
		}

		Reason(String id, Severity severity, String words, String remedy, String remedyInContainer) {
			this.id = id;
			this.severity = severity;
			this.words = words;
			this.remedy = remedy;
			this.remedyInContainer = remedyInContainer;
		}

	}

}
