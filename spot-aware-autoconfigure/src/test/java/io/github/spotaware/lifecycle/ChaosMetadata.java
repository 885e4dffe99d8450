package io.github.spotaware.lifecycle;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;

import io.github.spotaware.imds.SimulatedMetadata;
import io.github.spotaware.testsupport.SimulatedTime;
import org.jspecify.annotations.Nullable;

/**
 * The metadata service of a world, and what goes wrong with it. Counts what it answers.
 */
final class ChaosMetadata implements SimulatedMetadata.Service {

	private static final String GARBAGE = "<html>";

	private final ChaosPlan plan;

	private final SimulatedTime time;

	private final Random random;

	private final Consumer<ChaosFault> met;

	private final Map<String, String> documents = new HashMap<>();

	private int status = NOTHING;

	private long answers;

	private long failures;

	ChaosMetadata(ChaosPlan plan, SimulatedTime time, Consumer<ChaosFault> met) {
		this.plan = plan;
		this.time = time;
		this.random = new Random(plan.seed() + 2);
		this.met = met;
	}

	void put(String path, String document) {
		this.documents.put(path, document);
	}

	void clear() {
		this.documents.clear();
	}

	@Override
	public @Nullable String document(String path) {
		Duration since = this.time.passed().minus(this.plan.begins());
		if (this.plan.has(ChaosFault.METADATA_SILENT) && within(since, -5, 12)) {
			return failing(0, ChaosFault.METADATA_SILENT);
		}
		if (this.plan.has(ChaosFault.METADATA_FLAPS) && within(since, 0, 90) && this.random.nextBoolean()) {
			return switch (this.random.nextInt(4)) {
				case 0 -> failing(500, ChaosFault.METADATA_FLAPS);
				case 1 -> failing(0, ChaosFault.METADATA_FLAPS);
				case 2 -> garbage(path);
				default -> absent();
			};
		}
		String document = this.documents.get(path);
		if (document == null) {
			return absent();
		}
		this.answers++;
		return document;
	}

	private static boolean within(Duration since, long from, long until) {
		return since.toSeconds() >= from && since.toSeconds() < until;
	}

	private @Nullable String garbage(String path) {
		// Any word can be a lifecycle state.
		return path.equals(SimulatedMetadata.AUTO_SCALING) ? failing(503, ChaosFault.METADATA_FLAPS)
				: garbage(ChaosFault.METADATA_FLAPS);
	}

	private String garbage(ChaosFault fault) {
		this.met.accept(fault);
		this.failures++;
		return GARBAGE;
	}

	private @Nullable String absent() {
		this.status = NOTHING;
		this.answers++;
		return null;
	}

	private @Nullable String failing(int newStatus, ChaosFault fault) {
		this.met.accept(fault);
		this.status = newStatus;
		this.failures++;
		return null;
	}

	@Override
	public int status() {
		return this.status;
	}

	/**
	 * Return how often it answered, with a document or that there is none.
	 */
	long answers() {
		return this.answers;
	}

	/**
	 * Return how often it failed to.
	 */
	long failures() {
		return this.failures;
	}

}
