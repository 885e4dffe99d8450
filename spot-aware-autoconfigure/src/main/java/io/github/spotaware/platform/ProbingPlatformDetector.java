package io.github.spotaware.platform;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

import io.github.spotaware.InstanceIdentity;
import io.github.spotaware.Platform;
import io.github.spotaware.PlatformDetector;
import io.github.spotaware.PlatformProbe;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Asks the probes in order: the first that sees a sign and gets an answer wins. A
 * platform that is configured is believed, answer or not.
 */
final class ProbingPlatformDetector implements PlatformDetector {

	private static final Log logger = LogFactory.getLog(ProbingPlatformDetector.class);

	/**
	 * About two minutes of them, as they are asked ever less often.
	 */
	private static final int HOST_QUESTIONS = 7;

	private final PlatformChoice choice;

	private final Supplier<List<PlatformProbe>> probes;

	private final Executor executor;

	private final Duration limit;

	private final Runnable found;

	/**
	 * What was said when the instance that we share did not answer, and may do so later.
	 */
	private volatile @Nullable String withoutHost;

	private volatile int hostQuestions;

	/**
	 * What tells more about the platform that was found.
	 */
	private volatile @Nullable PlatformProbe own;

	/**
	 * Create a detector.
	 * @param choice what was configured
	 * @param probes gives what can be asked
	 * @param executor runs what may hang
	 * @param limit how long a probe may take
	 * @param found does what else there is to do, once, where a platform was found
	 */
	ProbingPlatformDetector(PlatformChoice choice, Supplier<List<PlatformProbe>> probes, Executor executor,
			Duration limit, Runnable found) {
		this.choice = choice;
		this.probes = probes;
		this.executor = executor;
		this.limit = limit;
		this.found = found;
	}

	@Override
	public boolean worthwhile() {
		return switch (this.choice) {
			case NONE -> false;
			case AUTO -> this.probes.get().stream().anyMatch((probe) -> probe.sign() != null);
			default -> true;
		};
	}

	@Override
	public Detected detect() {
		Platform configured = this.choice.platform();
		if (configured == Platform.NONE) {
			return none("'spot-aware.platform' is 'none'");
		}
		return onHost((configured != null) ? configured(configured) : detected());
	}

	/**
	 * Learn of the instance that we share.
	 */
	private Detected onHost(Detected detected) {
		PlatformProbe host = detected.identity().platform().onInstance() ? probe(Platform.EC2) : null;
		if (host == null) {
			return detected;
		}
		Answer answer = ask(host);
		if (answer.identity() != null) {
			return on(answer.identity(), detected, "");
		}
		String instead = "; relying on SIGTERM, since the instance's metadata service is no help: " + answer.failure();
		this.withoutHost = answer.never() ? null : instead;
		this.hostQuestions = 0;
		return new Detected(detected.identity(), detected.reason() + instead);
	}

	private static Detected on(InstanceIdentity instance, Detected detected, String before) {
		String words = "; on " + Words.of(instance);
		return new Detected(detected.identity().on(instance),
				before.isEmpty() ? detected.reason() + words : detected.reason().replace(before, words));
	}

	@Override
	public boolean unanswered() {
		PlatformProbe own = this.own;
		return this.withoutHost != null || (own != null && unanswered(own));
	}

	private static boolean unanswered(PlatformProbe own) {
		try {
			return own.unanswered();
		}
		catch (RuntimeException | LinkageError ex) {
			logger.debug("Nothing more is asked of the platform", ex);
			return false;
		}
	}

	@Override
	public Detected askAgain(Detected detected) {
		String instead = this.withoutHost;
		PlatformProbe host = probe(Platform.EC2);
		Detected known = (instead != null && host != null) ? askAgain(host, detected, instead) : detected;
		PlatformProbe own = this.own;
		return (own != null && unanswered(own)) ? completed(own, known) : known;
	}

	/**
	 * Ask the instance once more. One that does not answer by the last question keeps its
	 * metadata service from containers, as it may.
	 */
	private Detected askAgain(PlatformProbe host, Detected detected, String instead) {
		int questions = this.hostQuestions + 1;
		this.hostQuestions = questions;
		InstanceIdentity instance = askOnce(host).identity();
		if (instance != null || questions >= HOST_QUESTIONS) {
			this.withoutHost = null;
		}
		return (instance != null) ? on(instance, detected, instead) : detected;
	}

	private Detected configured(Platform platform) {
		String reason = "'spot-aware.platform' says so";
		PlatformProbe probe = probe(platform);
		if (probe == null) {
			return new Detected(InstanceIdentity.unknown(platform),
					reason + ", but nothing here can ask it who we are");
		}
		Answer answer = ask(probe);
		InstanceIdentity identity = answer.identity();
		return (identity != null) ? new Detected(identity.as(platform), reason + "; this is " + Words.of(identity))
				: new Detected(InstanceIdentity.unknown(platform), reason + ", but " + answer.failure());
	}

	private @Nullable PlatformProbe probe(Platform platform) {
		return this.probes.get()
			.stream()
			.filter((probe) -> probe.platforms().contains(platform))
			.findFirst()
			.orElse(null);
	}

	@Override
	public Detected complete(Detected detected) {
		this.found.run();
		PlatformProbe own = probe(detected.identity().platform());
		this.own = own;
		return (own != null) ? completed(own, detected) : detected;
	}

	private static Detected completed(PlatformProbe own, Detected detected) {
		InstanceIdentity identity = complete(own, detected.identity());
		if (identity.equals(detected.identity())) {
			return detected;
		}
		boolean bought = identity.capacity() != detected.identity().capacity();
		return new Detected(identity, detected.reason() + (bought ? "; it is " + Words.of(identity.capacity()) : ""));
	}

	/**
	 * What goes wrong costs what would have been learned, and nothing that comes after.
	 */
	private static InstanceIdentity complete(PlatformProbe probe, InstanceIdentity identity) {
		try {
			return probe.complete(identity);
		}
		catch (RuntimeException | LinkageError ex) {
			logger.warn("More could not be found out about the platform", ex);
			return identity;
		}
	}

	private Detected detected() {
		StringBuilder seen = new StringBuilder();
		for (PlatformProbe probe : this.probes.get()) {
			String sign = probe.sign();
			if (sign != null) {
				Answer answer = ask(probe);
				if (answer.identity() != null) {
					return new Detected(answer.identity(), sign + "; this is " + Words.of(answer.identity()));
				}
				seen.append("%s, but %s; ".formatted(sign, answer.failure()));
			}
		}
		return none(seen.isEmpty() ? "no sign of a platform that interrupts"
				: seen + "set 'spot-aware.platform' to the platform to rely on SIGTERM at least");
	}

	/**
	 * Ask twice: one bad answer is not to switch everything off.
	 */
	private Answer ask(PlatformProbe probe) {
		Answer first = askOnce(probe);
		return (first.identity() != null) ? first : askOnce(probe);
	}

	private Answer askOnce(PlatformProbe probe) {
		CompletableFuture<InstanceIdentity> answer = CompletableFuture.supplyAsync(() -> identify(probe),
				this.executor);
		try {
			return new Answer(answer.get(this.limit.toNanos(), TimeUnit.NANOSECONDS), "", false);
		}
		catch (ExecutionException ex) {
			Throwable cause = Objects.requireNonNullElse(ex.getCause(), ex);
			return new Answer(null, "it gives no usable answer: " + cause.getMessage(),
					cause instanceof UnsupportedOperationException);
		}
		catch (TimeoutException ex) {
			return new Answer(null, "it does not answer within %d ms".formatted(this.limit.toMillis()), false);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return new Answer(null, "there was no time to ask", false);
		}
	}

	private static InstanceIdentity identify(PlatformProbe probe) {
		try {
			return probe.identify();
		}
		catch (RuntimeException ex) {
			throw ex;
		}
		catch (Exception ex) {
			throw new IllegalStateException(ex.getMessage(), ex);
		}
	}

	private static Detected none(String reason) {
		return new Detected(InstanceIdentity.unknown(Platform.NONE), reason);
	}

	private record Answer(@Nullable InstanceIdentity identity, String failure, boolean never) {
	}

}
