package io.github.spotaware.test.environment;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Names the properties by which an application runs in an environment.
 */
final class SpotProperties {

	/**
	 * By which an application finds its environment.
	 */
	static final String ENVIRONMENT = "spot-aware.test.environment";

	private SpotProperties() {
	}

	static Map<String, String> required(String environment, Stage stage) {
		Map<String, String> properties = new LinkedHashMap<>();
		properties.put(ENVIRONMENT, environment);
		properties.put("spot-aware.in-tests", "true");
		properties.put("spot-aware.platform", "ec2");
		properties.put("spot-aware.imds.enabled", "true");
		properties.put("aws.ec2MetadataServiceEndpoint", stage.instance().metadataEndpoint().toString());
		properties.put("aws.disableEc2Metadata", "false");
		properties.put("spot-aware.elb.target-group-arns", stage.group().arn());
		properties.put("spot-aware.elb.target-id", stage.instance().id());
		// Empty is unset: the port is that of the web server.
		properties.put("spot-aware.elb.target-port", "");
		return properties;
	}

	static Map<String, String> defaults() {
		Map<String, String> properties = new LinkedHashMap<>();
		properties.put("spot-aware.drain.settle", "1s");
		properties.put("spot-aware.drain.quiet-period", "500ms");
		properties.put("spot-aware.drain.reserve", "1s");
		properties.put("spot-aware.termination-grace-period", "5s");
		properties.put("spot-aware.imds.poll-interval", "200ms");
		// What a test reads from a real queue, nobody else gets.
		properties.put("spot-aware.sqs.queue", "false");
		return properties;
	}

	static String[] arguments(Map<String, String> required, String... own) {
		Map<String, String> all = defaults();
		for (String argument : own) {
			required.keySet().forEach((name) -> {
				if (argument.startsWith("--" + name + "=") || argument.startsWith("--" + name + "[")) {
					throw new IllegalArgumentException("'%s' is for the environment to set".formatted(argument));
				}
			});
			all.keySet().removeIf((name) -> argument.startsWith("--" + name + "="));
		}
		all.putAll(required);
		List<String> arguments = new ArrayList<>(List.of(own));
		all.forEach((name, value) -> arguments.add("--" + name + "=" + value));
		return arguments.toArray(String[]::new);
	}

}
