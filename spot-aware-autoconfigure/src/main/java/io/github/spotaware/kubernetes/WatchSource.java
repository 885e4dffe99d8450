package io.github.spotaware.kubernetes;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.github.spotaware.Finding;
import io.github.spotaware.InterruptionSource;
import io.github.spotaware.Platform;
import io.github.spotaware.Signals;
import org.jspecify.annotations.Nullable;

/**
 * Watches an object of the Kubernetes API for as long as the application lives, whatever
 * becomes of the connection, the token and the permissions meanwhile.
 *
 * @param <T> the type of the object
 */
final class WatchSource<T extends HasMetadata> implements InterruptionSource {

	private final Watched<T> watched;

	private final ApiClient client;

	private final WatchFindings findings;

	private final Pace pace;

	private final CountDownLatch stopped = new CountDownLatch(1);

	private volatile @Nullable Thread thread;

	private int inVain;

	WatchSource(Watched<T> watched, ApiClient client, WatchFindings findings, Pace pace) {
		this.watched = watched;
		this.client = client;
		this.findings = findings;
		this.pace = pace;
	}

	@Override
	public String name() {
		return this.watched.kind().source();
	}

	@Override
	public boolean supports(Platform platform) {
		return platform == Platform.KUBERNETES;
	}

	@Override
	public void start(Signals signals) {
		// Nobody has to wait for the first look: a pod that is being deleted starts
		// nothing.
		signals.withdraw();
		Thread watcher = new Thread(() -> run(signals), "spot-aware-" + name());
		watcher.setDaemon(true);
		this.thread = watcher;
		watcher.start();
	}

	@Override
	public void stop() {
		this.stopped.countDown();
		Thread watcher = this.thread;
		if (watcher != null) {
			watcher.interrupt();
		}
	}

	private void run(Signals signals) {
		WatchRound<T> round = new WatchRound<>(this.watched, signals, () -> this.findings.remove(this.watched.kind()),
				this.pace);
		try {
			Duration wait = Duration.ZERO;
			while (!this.stopped.await(wait.toNanos(), TimeUnit.NANOSECONDS)) {
				wait = go(round, signals);
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private Duration go(WatchRound<T> round, Signals signals) throws InterruptedException {
		try {
			boolean worthIt = round.go(this.client.get());
			this.inVain = worthIt ? 0 : this.inVain + 1;
			return this.pace.after(this.inVain);
		}
		catch (InterruptedException ex) {
			throw ex;
		}
		catch (Throwable ex) {
			return failed(WatchException.of(ex), signals);
		}
	}

	private Duration failed(WatchException ex, Signals signals) {
		if (this.stopped.getCount() == 0) {
			return Duration.ZERO;
		}
		Finding finding = this.watched.kind().finding(ex.failure(), String.valueOf(ex.getMessage()));
		this.findings.put(this.watched.kind(), finding);
		if (ex.failure() != WatchFailure.UNREACHABLE) {
			this.watched.missed();
		}
		Exception told = new IllegalStateException(text(finding), ex);
		Duration wait = this.pace.after(this.inVain++);
		if (ex.failure().rare()) {
			// To do without the API is a choice.
			signals.refused(told);
			return this.pace.rarely();
		}
		signals.failed(told);
		return wait;
	}

	private static String text(Finding finding) {
		String remedy = finding.remedy();
		return "%s: %s %s".formatted(finding.id(), finding.message(), remedy.substring(0, remedy.length() - 1));
	}

}
