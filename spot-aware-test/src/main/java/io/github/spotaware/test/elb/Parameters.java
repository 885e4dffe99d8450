package io.github.spotaware.test.elb;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * Reads the parameters of the Query protocol.
 *
 * @param values the values by name
 */
record Parameters(Map<String, String> values) {

	static Parameters parse(String form) {
		Map<String, String> values = new LinkedHashMap<>();
		for (String pair : form.split("&", -1)) {
			int equals = pair.indexOf('=');
			if (equals > 0) {
				values.put(decode(pair.substring(0, equals)), decode(pair.substring(equals + 1)));
			}
		}
		return new Parameters(values);
	}

	String action() {
		return this.values.getOrDefault("Action", "");
	}

	@Nullable String get(String name) {
		return this.values.get(name);
	}

	String require(String name) {
		String value = this.values.get(name);
		if (value == null) {
			throw new ApiException(400, "ValidationError", "%s is required".formatted(name));
		}
		return value;
	}

	List<String> members(String name) {
		List<String> members = new ArrayList<>();
		for (int i = 1;; i++) {
			String value = this.values.get(name + ".member." + i);
			if (value == null) {
				return members;
			}
			members.add(value);
		}
	}

	/**
	 * Returns the targets named in the call.
	 */
	List<RequestedTarget> targets() {
		List<RequestedTarget> targets = new ArrayList<>();
		for (int i = 1;; i++) {
			String id = this.values.get("Targets.member." + i + ".Id");
			if (id == null) {
				return targets;
			}
			String port = this.values.get("Targets.member." + i + ".Port");
			targets.add(new RequestedTarget(id, (port != null) ? Integer.valueOf(port) : null));
		}
	}

	Map<String, String> withoutEnvelope() {
		Map<String, String> rest = new LinkedHashMap<>(this.values);
		rest.remove("Action");
		rest.remove("Version");
		return Map.copyOf(rest);
	}

	private static String decode(String value) {
		return URLDecoder.decode(value, StandardCharsets.UTF_8);
	}

	/**
	 * Names a target in a call.
	 *
	 * @param id the address or instance id
	 * @param port the port, or {@code null} where the call has none
	 */
	record RequestedTarget(String id, @Nullable Integer port) {
	}

}
