package io.github.spotaware.lifecycle;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Predicate;

import io.github.spotaware.Signals;
import io.github.spotaware.SpotSignal;

/**
 * Takes what sources tell into the book of a world, and gives it to the engine.
 */
final class ChaosSignals {

	private final Sources sources;

	private final ChaosBook book;

	private final Predicate<String> stands;

	private final Map<String, Signals> given = new LinkedHashMap<>();

	/**
	 * Create signals.
	 * @param sources what the engine listens to
	 * @param book the book
	 * @param stands says whether a signal of a source stands
	 */
	ChaosSignals(Sources sources, ChaosBook book, Predicate<String> stands) {
		this.sources = sources;
		this.book = book;
		this.stands = stands;
	}

	Signals of(String source) {
		return this.given.computeIfAbsent(source, (name) -> new Noted(name, this.sources.signals(name)));
	}

	private final class Noted implements Signals {

		private final String source;

		private final Signals signals;

		Noted(String source, Signals signals) {
			this.source = source;
			this.signals = signals;
		}

		@Override
		public void report(SpotSignal signal) {
			ChaosSignals.this.book.note(this.source, signal);
			this.signals.report(signal);
		}

		@Override
		public void withdraw() {
			this.signals.withdraw();
			if (!ChaosSignals.this.stands.test(this.source)) {
				ChaosSignals.this.book.forget(this.source);
			}
		}

		@Override
		public void failed(Throwable cause) {
			this.signals.failed(cause);
		}

	}

}
