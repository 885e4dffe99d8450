package io.github.spotaware.sample.process;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Describes an instance to start.
 *
 * @param instanceId its name
 * @param properties Spring properties of it
 * @param environment environment variables of it, beside those inherited
 * @param ignoringTermination whether it ignores SIGTERM
 */
public record ShopLaunch(String instanceId, Map<String, String> properties, Map<String, String> environment,
		boolean ignoringTermination) {

	private static final Set<String> FOREIGN = Set.of("AWS_", "ECS_", "KUBERNETES_", "LOGGING_", "MANAGEMENT_",
			"NODE_NAME", "POD_", "SERVER_", "SHOP_", "SPOT_AWARE_", "SPRING_");

	/**
	 * Create an instance that ends on SIGTERM.
	 * @param instanceId its name
	 * @param properties Spring properties of it
	 * @param environment environment variables of it, beside those inherited
	 */
	public ShopLaunch(String instanceId, Map<String, String> properties, Map<String, String> environment) {
		this(instanceId, properties, environment, false);
	}

	List<String> arguments(Path portFile) {
		Map<String, String> all = new LinkedHashMap<>();
		all.put("server.address", "127.0.0.1");
		all.put("server.port", "0");
		all.put("shop.instance-id", this.instanceId);
		all.put("shop.port-file", portFile.toString());
		all.putAll(this.properties);
		List<String> arguments = new ArrayList<>();
		arguments.addAll(List.of("--instance", ParentWatch.ARGUMENT));
		if (this.ignoringTermination) {
			arguments.add(IgnoredTermination.ARGUMENT);
		}
		all.forEach((name, value) -> arguments.add("--" + name + "=" + value));
		return arguments;
	}

	/**
	 * What tells a platform from another must come from the fake AWS alone, and an
	 * instance is set up as the drill wants it.
	 */
	void applyTo(Map<String, String> inherited) {
		inherited.keySet().removeIf((name) -> FOREIGN.stream().anyMatch(name::startsWith));
		inherited.putAll(this.environment);
	}

}
