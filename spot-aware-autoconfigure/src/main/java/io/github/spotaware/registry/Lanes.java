package io.github.spotaware.registry;

import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.cloud.client.serviceregistry.ServiceRegistry;

/**
 * Calls registries side by side, each one in order, and waits for a limited time. A
 * registry that hangs goes on; what it is told later waits its turn. There is a thread
 * only while there are calls.
 */
final class Lanes {

	private static final Log logger = LogFactory.getLog(Lanes.class);

	private static final int IDLE_SECONDS = 1;

	private final Map<ServiceRegistry<?>, Executor> lanes = new ConcurrentHashMap<>();

	private final AtomicInteger threads = new AtomicInteger();

	private final Duration limit;

	Lanes(Duration limit) {
		this.limit = limit;
	}

	/**
	 * Make a call for each entry, and wait until all have ended or the time is over.
	 */
	void call(Collection<RegistryEntry> entries, Consumer<RegistryEntry> call) throws InterruptedException {
		CompletableFuture<?>[] calls = entries.stream()
			.map((entry) -> CompletableFuture.runAsync(() -> call.accept(entry), lane(entry)))
			.toArray(CompletableFuture<?>[]::new);
		try {
			CompletableFuture.allOf(calls).get(this.limit.toNanos(), TimeUnit.NANOSECONDS);
		}
		catch (TimeoutException ex) {
			logger.debug("Not all registries have answered", ex);
		}
		catch (ExecutionException ex) {
			throw new IllegalStateException(ex.getCause());
		}
	}

	private Executor lane(RegistryEntry entry) {
		return this.lanes.computeIfAbsent(entry.registry(), (registry) -> {
			ThreadPoolExecutor lane = new ThreadPoolExecutor(1, 1, IDLE_SECONDS, TimeUnit.SECONDS,
					new LinkedBlockingQueue<>(), this::thread);
			lane.allowCoreThreadTimeOut(true);
			return lane;
		});
	}

	private Thread thread(Runnable calls) {
		Thread thread = new Thread(calls, "spot-aware-registry-" + this.threads.incrementAndGet());
		thread.setDaemon(true);
		return thread;
	}

}
