package io.github.spotaware.sample.forecast;

import java.time.Instant;

import io.github.spotaware.SpotState;
import io.github.spotaware.SpotStateChanged;
import org.jspecify.annotations.Nullable;

import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Tells those who wait for the forecast when it will be interrupted.
 */
@Component
final class ForecastNews {

	private volatile @Nullable Instant interruption;

	@EventListener
	void changed(SpotStateChanged event) {
		if (event.current() instanceof SpotState.Draining draining) {
			this.interruption = draining.deadline().time();
		}
		else if (event.current() instanceof SpotState.Running) {
			this.interruption = null;
		}
	}

	/**
	 * Return when the instance ends.
	 * @return the time, or {@code null} if none is known
	 */
	@Nullable Instant interruption() {
		return this.interruption;
	}

}
