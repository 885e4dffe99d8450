package com.example.shop;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

import com.example.shop.ShopProcess.Mode;
import io.github.spotaware.test.FakeAws;
import io.github.spotaware.test.elb.FakeTargetGroup;
import io.github.spotaware.test.elb.TargetGroupSettings;
import io.github.spotaware.test.elb.TargetState;
import io.github.spotaware.test.imds.FakeInstance;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

/**
 * The application on a fake AWS: the same sources with whatever else is on the class path
 * of the module that runs this.
 */
class InterruptionIT {

	private static final boolean SPRING_CLOUD_AWS = Boolean.getBoolean("shop.spring-cloud-aws");

	private static final Path VENDOR = Path.of("/sys/devices/virtual/dmi/id/sys_vendor");

	@TempDir
	private Path directory;

	private FakeAws aws;

	private FakeInstance instance;

	static Stream<Mode> modes() {
		return Stream.of(System.getProperty("shop.modes", "plain").split(","))
			.map((name) -> Mode.valueOf(name.toUpperCase(Locale.ROOT)));
	}

	@BeforeEach
	void startAws() {
		this.aws = FakeAws.start();
		this.instance = this.aws.instance("i-0123456789abcdef0", "127.0.0.1");
		this.instance.respond("/latest/meta-data/ami-id", "ami-0123456789abcdef0");
	}

	@AfterEach
	void closeAws() {
		this.aws.close();
	}

	@ParameterizedTest
	@MethodSource("modes")
	void interruptionRefusesDeregistersServesOnAndEndsInTime(Mode mode) throws Exception {
		FakeTargetGroup group = this.aws.loadBalancing().createTargetGroup("shop", TargetGroupSettings.instance(8080));
		try (ShopProcess shop = onEc2(mode, "spot-aware.elb.target-group-arns=" + group.arn(),
				"spot-aware.drain.settle=3s", "spot-aware.drain.quiet-period=1s",
				"spot-aware.imds.poll-interval=200ms")) {
			shop.awaitReadiness(200);
			inService(group, this.instance.id(), shop.port());
			inService(group, "i-0fedcba9876543210", 8080);
			assertThat(shop.get("/orders").headers().firstValue("connection")).isEmpty();
			assertThat(shop.said("running within an EC2 instance")).isEqualTo(SPRING_CLOUD_AWS);
			Instant deadline = Instant.now().plusSeconds(18);
			this.instance.interrupt("terminate", deadline);
			shop.awaitReadiness(503);
			Awaitility.await().until(() -> group.state(this.instance.id(), shop.port()), TargetState.DRAINING::equals);
			HttpResponse<String> late = shop.get("/orders");
			assertThat(late.body()).isEqualTo("none yet");
			assertThat(late.headers().firstValue("connection")).hasValue("close");
			assertThat(shop.awaitExit()).isEqualTo(75);
			assertThat(Instant.now()).isBefore(deadline);
			assertThat(shop.said("Drained in ")).isTrue();
		}
	}

	@ParameterizedTest
	@MethodSource("modes")
	void startOffAwsAsksNothing(Mode mode) throws Exception {
		assumeThat(Files.exists(VENDOR) && Files.readString(VENDOR).startsWith("Amazon EC2")).isFalse();
		// The SDK would find the metadata service by this file. To Spot Aware it is no
		// sign.
		Path config = this.directory.resolve("config");
		Files.writeString(config,
				"[default]%nec2_metadata_service_endpoint = %s%n".formatted(this.instance.metadataEndpoint()));
		try (ShopProcess shop = ShopProcess.start(mode, Map.of("AWS_CONFIG_FILE", config.toString(), "AWS_REGION",
				"eu-central-1", "AWS_ACCESS_KEY_ID", "fake", "AWS_SECRET_ACCESS_KEY", "fake"))) {
			shop.awaitReadiness(200);
			shop.awaitSaid("Nothing to do: no sign of a platform that interrupts");
			assertThat(shop.said("Spring Cloud AWS does not ask the instance metadata service"))
				.isEqualTo(SPRING_CLOUD_AWS);
			assertThat(this.instance.calls()).isEmpty();
		}
	}

	@ParameterizedTest
	@MethodSource("modes")
	void disabledIsPlainSpringBoot(Mode mode) throws Exception {
		try (ShopProcess shop = onEc2(mode, "spot-aware.enabled=false")) {
			shop.awaitReadiness(200);
			this.instance.interrupt("terminate", Instant.now().plus(Duration.ofMinutes(2)));
			shop.terminate();
			assertThat(shop.awaitExit()).isEqualTo(143);
			assertThat(shop.said("draining")).isFalse();
			assertThat(this.instance.calls()).noneMatch((call) -> call.path().contains("/spot/"));
		}
	}

	private static void inService(FakeTargetGroup group, String id, int port) {
		group.register(id, port);
		group.healthy(id, port);
	}

	private ShopProcess onEc2(Mode mode, String... properties) throws IOException {
		return ShopProcess.start(mode,
				Map.of("AWS_EC2_METADATA_SERVICE_ENDPOINT", this.instance.metadataEndpoint().toString(),
						"AWS_ENDPOINT_URL_ELASTIC_LOAD_BALANCING_V2", this.aws.loadBalancing().endpoint().toString(),
						"AWS_REGION", "eu-central-1", "AWS_ACCESS_KEY_ID", "fake", "AWS_SECRET_ACCESS_KEY", "fake"),
				properties);
	}

}
