package com.example.shop;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import com.example.shop.RecordingRegistry.Consul;
import com.example.shop.RecordingRegistry.Eureka;
import com.example.shop.ShopProcess.Mode;
import io.github.spotaware.test.FakeAws;
import io.github.spotaware.test.imds.FakeInstance;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The application as an entry of a service registry, with Spring Cloud's own clients. Run
 * by the module that has them.
 */
class ServiceRegistryScenarios {

	private static final String LIFECYCLE_STATE = "/latest/meta-data/autoscaling/target-lifecycle-state";

	private static final String EUREKA_STATUS = "PUT /eureka/apps/SHOP/shop-1/status?value=";

	private static final String CONSUL_MAINTENANCE = "PUT /v1/agent/service/maintenance/shop-1?enable=";

	private FakeAws aws;

	private FakeInstance instance;

	@BeforeEach
	void startAws() {
		this.aws = FakeAws.start();
		this.instance = this.aws.instance("i-0123456789abcdef0", "127.0.0.1");
		this.instance.respond("/latest/meta-data/ami-id", "ami-0123456789abcdef0");
		this.instance.respond(LIFECYCLE_STATE, "InService");
	}

	@AfterEach
	void closeAws() {
		this.aws.close();
	}

	@Test
	void eurekaHearsOutOfServiceUpAndAtTheEndDown() throws Exception {
		try (Eureka eureka = new Eureka(); ShopProcess shop = registered(eureka(eureka.port()))) {
			leavesAndComesBack(shop, eureka, EUREKA_STATUS + "OUT_OF_SERVICE", EUREKA_STATUS + "UP");
			assertThat(shop.said("'shop-1' of EurekaServiceRegistry is 'OUT_OF_SERVICE'")).isTrue();
			endsAfterTheDrain(shop, eureka, EUREKA_STATUS + "OUT_OF_SERVICE",
					List.of("POST /eureka/apps/SHOP DOWN", "DELETE /eureka/apps/SHOP/shop-1"));
		}
	}

	@Test
	void consulHearsMaintenanceAndAtTheEndDeregistration() throws Exception {
		try (Consul consul = new Consul(); ShopProcess shop = registered(consul(consul.port()))) {
			leavesAndComesBack(shop, consul, CONSUL_MAINTENANCE + "true", CONSUL_MAINTENANCE + "false");
			assertThat(shop.said("'shop-1' of ConsulServiceRegistry is 'OUT_OF_SERVICE'")).isTrue();
			endsAfterTheDrain(shop, consul, CONSUL_MAINTENANCE + "true",
					List.of("PUT /v1/agent/service/deregister/shop-1"));
		}
	}

	@Test
	void eurekaThatIsGoneDelaysNothing() throws Exception {
		Eureka eureka = new Eureka();
		eureka.close();
		try (ShopProcess shop = registered(eureka(eureka.port()))) {
			shop.awaitReadiness(200);
			shop.terminate();
			assertThat(shop.awaitExit()).isEqualTo(143);
			assertThat(shop.said("registry-failed: 'shop-1' of EurekaServiceRegistry could not be set to 'OUT_OF_SERVICE'"))
				.isTrue();
			assertThat(shop.said("(callers have let go)")).isTrue();
		}
	}

	private void leavesAndComesBack(ShopProcess shop, RecordingRegistry registry, String out, String back)
			throws Exception {
		shop.awaitReadiness(200);
		this.instance.respond(LIFECYCLE_STATE, "Standby");
		Awaitility.await().until(() -> registry.calls().contains(out));
		assertThat(shop.get("/orders").body()).isEqualTo("none yet");
		shop.awaitSaid("Drained in ");
		this.instance.respond(LIFECYCLE_STATE, "InService");
		Awaitility.await().until(() -> registry.calls().contains(back));
		shop.awaitReadiness(200);
	}

	private static void endsAfterTheDrain(ShopProcess shop, RecordingRegistry registry, String out, List<String> end)
			throws InterruptedException {
		int before = registry.calls().size();
		shop.terminate();
		assertThat(shop.awaitExit()).isEqualTo(143);
		List<String> calls = registry.calls().subList(before, registry.calls().size());
		assertThat(calls).startsWith(out).containsSubsequence(end).endsWith(end.get(end.size() - 1));
	}

	private static Stream<String> eureka(int port) {
		return Stream.of("spring.cloud.consul.enabled=false",
				"eureka.client.service-url.defaultZone=http://127.0.0.1:%d/eureka/".formatted(port),
				"eureka.client.initial-instance-info-replication-interval-seconds=1",
				"eureka.instance.instance-id=shop-1");
	}

	private static Stream<String> consul(int port) {
		return Stream.of("eureka.client.enabled=false", "spring.cloud.consul.host=127.0.0.1",
				"spring.cloud.consul.port=" + port, "spring.cloud.consul.discovery.instance-id=shop-1");
	}

	private ShopProcess registered(Stream<String> properties) throws IOException {
		Stream<String> all = Stream.concat(properties,
				Stream.of("spring.application.name=shop", "spot-aware.drain.settle=1s",
						"spot-aware.drain.quiet-period=500ms", "spot-aware.imds.poll-interval=200ms",
						"spot-aware.termination-grace-period=20s", "spot-aware.elb.deregister=false"));
		return ShopProcess.start(Mode.PLAIN,
				Map.of("AWS_EC2_METADATA_SERVICE_ENDPOINT", this.instance.metadataEndpoint().toString(), "AWS_REGION",
						"eu-central-1", "AWS_ACCESS_KEY_ID", "fake", "AWS_SECRET_ACCESS_KEY", "fake"),
				all.toArray(String[]::new));
	}

}
