package io.github.spotaware.lifecycle;

import io.github.spotaware.DrainTerms;
import org.jspecify.annotations.Nullable;

/**
 * Tells the terms that the engine goes by.
 *
 * @param lifecycle knows them
 */
record EngineTerms(SpotLifecycle lifecycle) implements DrainTerms {

	@Override
	public @Nullable Known known() {
		if (!this.lifecycle.active()) {
			return null;
		}
		SignalRules rules = this.lifecycle.rules();
		return new Known(this.lifecycle.identity(), rules.grace(), rules.drain().settle(), rules.drain().reserve());
	}

}
