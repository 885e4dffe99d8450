package io.github.spotaware.contract;

import java.net.URI;
import java.util.Map;
import java.util.UUID;

import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ProtocolEnum;

/**
 * The moto server, which plays many services of AWS, in a container that all tests share.
 *
 * @see <a href="https://docs.getmoto.org/">moto</a>
 */
public final class Moto {

	private static final int PORT = 5000;

	private static final String EC2_VERSION = "2016-11-15";

	private Moto() {
	}

	/**
	 * Returns its address; the first who asks starts it.
	 * @return the address
	 */
	public static URI endpoint() {
		return Holder.ENDPOINT;
	}

	/**
	 * Returns a client for the Elastic Load Balancing API.
	 * @return the client
	 */
	public static ElasticLoadBalancingV2Client client() {
		return client(endpoint());
	}

	/**
	 * Creates a target group of port 8080.
	 * @param type {@code instance} or {@code ip}
	 * @return its ARN
	 */
	public static String targetGroup(String type) {
		try (ElasticLoadBalancingV2Client client = client()) {
			return client
				.createTargetGroup((request) -> request.name("group-" + UUID.randomUUID().toString().substring(0, 8))
					.targetType(type)
					.protocol(ProtocolEnum.HTTP)
					.port(8080)
					.vpcId(Holder.VPC))
				.targetGroups()
				.get(0)
				.targetGroupArn();
		}
	}

	static String instance() {
		return AwsCall.find("<instanceId>(i-[^<]+)<",
				ec2("RunInstances", Map.of("ImageId", "ami-12c6146b", "MinCount", "1", "MaxCount", "1")));
	}

	static String stoppedInstance() {
		String id = instance();
		ec2("StopInstances", Map.of("InstanceId.1", id));
		return id;
	}

	static String subnet() {
		return AwsCall.find("<subnetId>(subnet-[^<]+)<", ec2("DescribeSubnets", Map.of()));
	}

	private static String ec2(String action, Map<String, String> parameters) {
		return new AwsCall(endpoint(), "ec2").query(action, EC2_VERSION, parameters);
	}

	/**
	 * Let it look at policies after a number of calls.
	 */
	static void checkPermissionsAfter(String calls) {
		new AwsCall(endpoint().resolve("/moto-api/reset-auth"), "moto").post(calls);
	}

	static ElasticLoadBalancingV2Client client(URI endpoint) {
		return ElasticLoadBalancingV2Client.builder()
			.endpointOverride(endpoint)
			.region(Region.US_EAST_1)
			.credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")))
			.httpClientBuilder(UrlConnectionHttpClient.builder())
			.overrideConfiguration((override) -> override.retryStrategy(AwsRetryStrategy.doNotRetry()))
			.build();
	}

	/**
	 * Starts it once.
	 */
	private static final class Holder {

		static final URI ENDPOINT = start();

		static final String VPC = AwsCall.find("<vpcId>(vpc-[^<]+)<",
				new AwsCall(ENDPOINT, "ec2").query("DescribeVpcs", EC2_VERSION, Map.of()));

		@SuppressWarnings("resource") // Testcontainers removes it when the JVM ends.
		private static URI start() {
			GenericContainer<?> container = new GenericContainer<>(DockerEngine.image("moto")).withExposedPorts(PORT)
				.waitingFor(Wait.forHttp("/moto-api/"));
			container.start();
			return URI.create("http://%s:%d".formatted(container.getHost(), container.getMappedPort(PORT)));
		}

	}

}
