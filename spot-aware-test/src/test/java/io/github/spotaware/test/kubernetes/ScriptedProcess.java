package io.github.spotaware.test.kubernetes;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;

import org.jspecify.annotations.Nullable;

/**
 * A process that lives on after SIGTERM as long as told.
 */
final class ScriptedProcess implements PodProcess {

	private final CompletableFuture<Integer> exit = new CompletableFuture<>();

	private final ControlLoop loop;

	private final @Nullable Duration lives;

	ScriptedProcess(ControlLoop loop, @Nullable Duration lives) {
		this.loop = loop;
		this.lives = lives;
	}

	static ScriptedProcess livingOn(ControlLoop loop, int seconds) {
		return new ScriptedProcess(loop, Duration.ofSeconds(seconds));
	}

	static ScriptedProcess immortal(ControlLoop loop) {
		return new ScriptedProcess(loop, null);
	}

	void crash() {
		this.exit.complete(1);
	}

	@Override
	public void terminate() {
		if (this.lives != null) {
			this.loop.after(this.lives, () -> this.exit.complete(143));
		}
	}

	@Override
	public void kill() {
		this.exit.complete(137);
	}

	@Override
	public CompletableFuture<Integer> onExit() {
		return this.exit;
	}

}
