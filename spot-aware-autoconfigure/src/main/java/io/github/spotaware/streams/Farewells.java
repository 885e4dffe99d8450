package io.github.spotaware.streams;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import java.util.stream.Stream;

import io.github.spotaware.Farewell;
import io.github.spotaware.OpenStream;
import io.github.spotaware.StreamPolicy;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Tells streams to end, in the way that the application's policies want.
 */
final class Farewells {

	private static final Log logger = LogFactory.getLog(Farewells.class);

	private final Supplier<Stream<StreamPolicy>> policies;

	private final Executor executor;

	/**
	 * Create farewells.
	 * @param policies the application's policies, in their order
	 * @param executor runs what may block: a client that does not read must not keep the
	 * others waiting
	 */
	Farewells(Supplier<Stream<StreamPolicy>> policies, Executor executor) {
		this.policies = policies;
		this.executor = executor;
	}

	/**
	 * Tell a stream to end, unless it was told before or is to be left alone.
	 * @return the telling, or {@code null} if there is none
	 */
	@Nullable CompletableFuture<@Nullable Void> say(LongLived stream) {
		Farewell farewell = stream.take() ? farewell(stream.description()) : Farewell.leaveAlone();
		return farewell.closes() ? CompletableFuture.runAsync(() -> leave(stream, farewell), this.executor) : null;
	}

	private static void leave(LongLived stream, Farewell farewell) {
		try {
			stream.leave(farewell);
		}
		catch (RuntimeException ex) {
			logger.debug("%s could not be closed".formatted(stream.description()), ex);
		}
	}

	private Farewell farewell(OpenStream stream) {
		try (Stream<StreamPolicy> all = this.policies.get()) {
			return all.flatMap((policy) -> Stream.ofNullable(policy.farewell(stream)))
				.findFirst()
				.orElseGet(Farewell::close);
		}
		catch (RuntimeException ex) {
			logger.warn("A StreamPolicy failed for '%s', which is closed".formatted(stream.path()), ex);
			return Farewell.close();
		}
	}

}
