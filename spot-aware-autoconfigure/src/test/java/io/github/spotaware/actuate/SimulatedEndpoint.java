package io.github.spotaware.actuate;

import io.github.spotaware.Ticker;
import io.github.spotaware.lifecycle.SpotAwareProperties;
import io.github.spotaware.lifecycle.SpotLifecycle;
import io.github.spotaware.lifecycle.SpotView;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The endpoint as its callers see it.
 */
public final class SimulatedEndpoint {

	private static final JsonMapper JSON = JsonMapper.builder().build();

	private final SpotReporter reporter;

	public SimulatedEndpoint(SpotLifecycle lifecycle, SpotView view, Ticker ticker, SpotAwareProperties properties) {
		this.reporter = new SpotReporter(lifecycle, view, ticker, properties);
	}

	/**
	 * Return what it shows.
	 */
	public JsonNode show() {
		return JSON.valueToTree(this.reporter.report(new Mask(true)));
	}

}
