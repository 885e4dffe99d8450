package io.github.spotaware.lifecycle;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import io.github.spotaware.Drain;
import io.github.spotaware.DrainPhase;
import io.github.spotaware.DrainStep;
import io.github.spotaware.StepOutcome;

/**
 * A step whose behaviour a test decides and whose calls it can look at.
 */
final class FakeStep implements DrainStep {

	private final String name;

	private final DrainPhase phase;

	private final VirtualTime time;

	private final List<String> calls;

	private Behaviour behaviour = (drain) -> StepOutcome.done("done");

	private Runnable whenUndone = () -> {
	};

	private boolean hangs;

	private Duration delay = Duration.ZERO;

	FakeStep(String name, DrainPhase phase, VirtualTime time) {
		this(name, phase, time, new ArrayList<>());
	}

	FakeStep(String name, DrainPhase phase, VirtualTime time, List<String> calls) {
		this.name = name;
		this.phase = phase;
		this.time = time;
		this.calls = calls;
	}

	FakeStep behaving(Behaviour newBehaviour) {
		this.behaviour = newBehaviour;
		return this;
	}

	FakeStep whenUndone(Runnable action) {
		this.whenUndone = action;
		return this;
	}

	FakeStep hanging() {
		this.hangs = true;
		return this;
	}

	/**
	 * Take a time.
	 */
	FakeStep taking(Duration duration) {
		this.delay = duration;
		return this;
	}

	Duration delay() {
		return this.delay;
	}

	boolean hangs() {
		return this.hangs;
	}

	List<String> calls() {
		return this.calls;
	}

	@Override
	public String name() {
		return this.name;
	}

	@Override
	public DrainPhase phase() {
		return this.phase;
	}

	@Override
	public StepOutcome drain(Drain drain) throws Exception {
		record("drain");
		return this.behaviour.drain(drain);
	}

	@Override
	public void undo() {
		record("undo");
		this.whenUndone.run();
	}

	@Override
	public void drained() {
		record("drained");
	}

	private void record(String call) {
		this.calls.add("%s %s at %s".formatted(this.name, call, Format.duration(rounded(this.time.passed()))));
	}

	private static Duration rounded(Duration duration) {
		return Duration.ofMillis(duration.toMillis());
	}

	/**
	 * What a step does.
	 */
	interface Behaviour {

		StepOutcome drain(Drain drain) throws Exception;

	}

}
