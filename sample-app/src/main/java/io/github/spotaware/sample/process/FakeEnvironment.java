package io.github.spotaware.sample.process;

import java.net.URI;
import java.util.HashMap;
import java.util.Map;

import io.github.spotaware.test.FakeAws;
import io.github.spotaware.test.ecs.FakeTask;
import io.github.spotaware.test.imds.FakeInstance;
import io.github.spotaware.test.kubernetes.PodSettings;

/**
 * Points an instance to the fake AWS, by the variables the AWS SDK knows.
 */
public final class FakeEnvironment {

	private static final URI NOWHERE = URI.create("http://127.0.0.1:1");

	private FakeEnvironment() {
	}

	/**
	 * Return the variables of an instance.
	 * @param aws the fake AWS
	 * @param instance the instance
	 * @return the variables
	 */
	public static Map<String, String> of(FakeAws aws, FakeInstance instance) {
		return withApis(aws, "AWS_EC2_METADATA_SERVICE_ENDPOINT", instance.metadataEndpoint());
	}

	/**
	 * Return the variables of a task's container.
	 * @param aws the fake AWS
	 * @param task the task
	 * @return the variables
	 */
	public static Map<String, String> of(FakeAws aws, FakeTask task) {
		return withApis(aws, "ECS_CONTAINER_METADATA_URI_V4", task.metadataUri());
	}

	/**
	 * Return the variables of a pod's container, from where the instance metadata service
	 * is out of reach.
	 * @param aws the fake AWS
	 * @param pod the settings of the pod
	 * @return the variables
	 */
	public static Map<String, String> of(FakeAws aws, PodSettings pod) {
		Map<String, String> variables = new HashMap<>(pod.environment());
		variables.putAll(withApis(aws, "AWS_EC2_METADATA_SERVICE_ENDPOINT", NOWHERE));
		return variables;
	}

	private static Map<String, String> withApis(FakeAws aws, String metadata, URI address) {
		return Map.of(metadata, address.toString(), "AWS_ENDPOINT_URL_ELASTIC_LOAD_BALANCING_V2",
				aws.loadBalancing().endpoint().toString(), "AWS_ENDPOINT_URL_ECS", aws.ecs().endpoint().toString(),
				"AWS_REGION", "eu-central-1", "AWS_ACCESS_KEY_ID", "fake", "AWS_SECRET_ACCESS_KEY", "fake");
	}

}
