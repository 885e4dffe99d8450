package io.github.spotaware.test.wire;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;

/**
 * Starts and stops what serves the fakes.
 */
public final class Engine {

	private static final long LIMIT_SECONDS = 20;

	private Engine() {
	}

	/**
	 * Starts a Vert.x that writes no files and does not keep the JVM alive.
	 * @return the Vert.x
	 */
	public static Vertx start() {
		FileSystemOptions noFiles = new FileSystemOptions().setFileCachingEnabled(false)
			.setClassPathResolvingEnabled(false);
		return Vertx
			.vertx(new VertxOptions().setEventLoopPoolSize(2).setUseDaemonThread(true).setFileSystemOptions(noFiles));
	}

	/**
	 * Waits for a result outside the event loop.
	 * @param <T> the type of the result
	 * @param future what to wait for
	 * @return the result
	 */
	public static <T> T await(Future<T> future) {
		try {
			return future.await(LIMIT_SECONDS, TimeUnit.SECONDS);
		}
		catch (TimeoutException ex) {
			throw new IllegalStateException("Nothing happened within %s seconds".formatted(LIMIT_SECONDS), ex);
		}
	}

}
