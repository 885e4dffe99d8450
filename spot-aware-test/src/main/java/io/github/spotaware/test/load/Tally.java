package io.github.spotaware.test.load;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * Counts requests and their outcomes; safe for use by several threads.
 */
final class Tally {

	private final List<Loss> losses = new ArrayList<>();

	private final Latencies latencies = new Latencies();

	private final Map<String, Long> lastCompleted = new HashMap<>();

	private final Map<String, Long> completedByTarget = new HashMap<>();

	private long sent;

	private long complete;

	synchronized void sent() {
		this.sent++;
	}

	synchronized void complete(@Nullable String target, long scheduled, long ended) {
		this.complete++;
		this.latencies.add(ended - scheduled);
		if (target != null) {
			this.lastCompleted.put(target, ended);
			this.completedByTarget.merge(target, 1L, Long::sum);
		}
	}

	synchronized void lost(Loss loss) {
		this.losses.add(loss);
	}

	synchronized boolean settled() {
		return this.sent == this.complete + this.losses.size();
	}

	synchronized LoadReport report() {
		return new LoadReport(this.sent, this.complete, this.losses, this.latencies.summary(), this.lastCompleted,
				this.completedByTarget);
	}

}
