package io.github.spotaware.ecs;

import java.util.List;
import java.util.Map;

import io.github.spotaware.aws.JsonObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.json.JsonParserFactory;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link TaskDocument} and what it is made of.
 */
class TaskDocumentTests {

	private static final String ARN = "arn:aws:ecs:ap-northeast-1:123456789012:task/demo/0123456789abcdef0123456789abcdef";

	@ParameterizedTest
	@CsvSource({ "fargate-running, FARGATE, demo-svc, 10.0.1.15", "fargate-standalone, FARGATE, , 10.0.1.15",
			"fargate-stopping, FARGATE, demo-svc, 10.0.1.15", "ec2-running, EC2, demo-svc, 10.0.1.15",
			"ec2-bridge, EC2, demo-svc, ", "managed-instances-running, MANAGED_INSTANCES, demo-svc, 10.0.1.15" })
	void fromReadsEveryFixture(String fixture, String launchType, String service, String address) {
		TaskDocument document = parse(ScriptedEcs.fixture("tmds-v4-task-%s.json".formatted(fixture)));
		assertThat(document.launchType()).isEqualTo(launchType);
		assertThat(document.anyArn()).isEqualTo(ARN);
		assertThat(document.cluster()).endsWith("demo");
		assertThat(document.anyService()).isEqualTo(service);
		assertThat(document.availabilityZone()).isEqualTo("ap-northeast-1a");
		assertThat(document.definition()).isEqualTo("demo:7");
		assertThat(document.addresses()).isEqualTo((address != null) ? List.of(address) : List.of());
		assertThat(document.onlyContainer()).isNotNull().extracting(ContainerDocument::name).isEqualTo("app");
	}

	@Test
	void hostPortsInBridgeModeAreTheMappedOnes() {
		TaskDocument document = parse(ScriptedEcs.fixture("tmds-v4-task-ec2-bridge.json"));
		assertThat(document.hostPorts(document.onlyContainer())).isEqualTo(Map.of(8080, 32768));
	}

	@Test
	void hostPortsAreThoseOfTheOwnContainerFirstAndOfNoDatagrams() {
		TaskDocument document = parse("""
				{"Containers":[
				{"Name":"proxy","Ports":[{"ContainerPort":8080,"HostPort":40000,"Protocol":"tcp"},
				{"ContainerPort":8443,"HostPort":40001,"Protocol":"tcp"}]},
				{"Name":"app","Ports":[{"ContainerPort":8080,"HostPort":50000,"Protocol":"udp"},
				{"ContainerPort":8080,"HostPort":50001,"Protocol":"tcp","HostIp":"0.0.0.0"},
				{"ContainerPort":8080,"HostPort":50002,"Protocol":"tcp","HostIp":"::"},{"ContainerPort":9090}]}]}""");
		assertThat(document.hostPorts(document.containers().get(1))).isEqualTo(Map.of(8080, 50001, 8443, 40001));
	}

	@Test
	void addressesInHostModeAreNone() {
		TaskDocument document = parse("""
				{"Containers":[{"Name":"app","Networks":[{"NetworkMode":"host","IPv4Addresses":[""]}]}]}""");
		assertThat(document.addresses()).isEmpty();
		assertThat(document.hostPorts(null)).isEmpty();
		assertThat(document.inHostNetwork()).isTrue();
	}

	@Test
	void addressesWithIpv6OnlyAreThose() {
		TaskDocument document = parse("""
				{"Containers":[{"Networks":[{"NetworkMode":"awsvpc","IPv6Addresses":["2001:db8::15"],
				"IPv6SubnetCIDRBlock":"2001:db8::/64"}]}]}""");
		assertThat(document.addresses()).containsExactly("2001:db8::15");
	}

	@Test
	void addressesOfSeveralNetworksComePrimaryFirstAndOnce() {
		TaskDocument document = parse(
				"""
						{"Containers":[
						{"Networks":[{"NetworkMode":"awsvpc","AttachmentIndex":1,"IPv4Addresses":["10.0.2.15"]},
						{"NetworkMode":"awsvpc","AttachmentIndex":0,"IPv4Addresses":["10.0.1.15"],"IPv6Addresses":["2001:db8::15"]}]},
						{"Networks":[{"NetworkMode":"awsvpc","AttachmentIndex":0,"IPv4Addresses":["10.0.1.15"]},
						{"NetworkMode":"bridge","IPv4Addresses":["172.17.0.2"]}]}]}""");
		assertThat(document.addresses()).containsExactly("10.0.1.15", "10.0.2.15", "2001:db8::15");
	}

	@Test
	void anyArnIsTakenFromLabelsToo() {
		assertThat(parse("""
				{"Containers":[{"Name":"a"},{"Labels":{"com.amazonaws.ecs.task-arn":"%s"}}]}""".formatted(ARN))
			.anyArn()).isEqualTo(ARN);
	}

	@Test
	void anyServiceIsTakenFromTheGroupToo() {
		assertThat(parse("{\"Group\":\"service:shop\"}").anyService()).isEqualTo("shop");
		assertThat(parse("{\"Group\":\"family:shop\"}").anyService()).isNull();
	}

	@Test
	void onlyContainerIsNoneOfEcs() {
		assertThat(parse("""
				{"Containers":[{"Name":"~internal~ecs~pause","Type":"CNI_PAUSE"},{"Name":"app","Type":"NORMAL"}]}""")
			.onlyContainer()).isNotNull().extracting(ContainerDocument::name).isEqualTo("app");
		assertThat(parse("{\"Containers\":[{\"Name\":\"a\"},{\"Name\":\"b\"}]}").onlyContainer()).isNull();
	}

	@ParameterizedTest
	@CsvSource(quoteCharacter = '`', delimiter = '|', textBlock = """
			{}
			{"Containers":null,"TaskARN":7,"Cluster":{},"LaunchType":[]}
			{"Containers":[null,7,{}],"Revision":7}
			{"Containers":[{"Networks":{},"Ports":[7,{"ContainerPort":"x","HostPort":null}],"Labels":[]}]}
			{"Containers":[{"Networks":[{"NetworkMode":"awsvpc","IPv4Addresses":[null,7,""]}]}]}""")
	void fromWhenAnythingIsMissingOrOdd(String json) {
		TaskDocument document = parse(json);
		assertThat(document.anyArn()).isNull();
		assertThat(document.cluster()).isNull();
		assertThat(document.launchType()).isNull();
		assertThat(document.anyService()).isNull();
		assertThat(document.definition()).isNull();
		assertThat(document.addresses()).isEmpty();
		assertThat(document.hostPorts(null)).isEmpty();
	}

	private static TaskDocument parse(String json) {
		return TaskDocument.from(new JsonObject(JsonParserFactory.getJsonParser().parseMap(json)));
	}

}
