package io.github.spotaware.imds;

import java.io.IOException;
import java.nio.file.Path;

import io.github.spotaware.Capacity;
import io.github.spotaware.InstanceIdentity;
import io.github.spotaware.Platform;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.mock.env.MockEnvironment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link Ec2Probe}.
 */
class Ec2ProbeTests {

	private static final String LIFE_CYCLE = "/latest/meta-data/instance-life-cycle";

	private static final String DOCUMENT = """
			{
			  "accountId" : "123456789012",
			  "availabilityZone" : "eu-central-1a",
			  "billingProducts" : null,
			  "devpayProductCodes" : [ ],
			  "instanceId" : "i-0123456789abcdef0",
			  "privateIp" : "10.0.1.15",
			  "region" : "eu-central-1"
			}""";

	@TempDir
	private Path root;

	private MetadataFixture fixture;

	private Ec2Probe probe;

	@BeforeEach
	void start() throws IOException {
		this.fixture = new MetadataFixture(this.root);
		this.probe = new Ec2Probe(this.fixture.surroundings, this.fixture.client);
	}

	@AfterEach
	void stop() {
		this.fixture.close();
	}

	@Test
	void signWhenEndpointIsSetSaysBy() {
		assertThat(this.probe.sign()).isEqualTo("'aws.ec2MetadataServiceEndpoint' is set");
	}

	@Test
	void signWhenMachineIsOneReturnsTheFile() throws IOException {
		this.fixture.onAnInstance();
		Surroundings surroundings = new Surroundings(new MockEnvironment(), this.root);
		assertThat(new Ec2Probe(surroundings, this.fixture.client).sign())
			.isEqualTo("'Amazon EC2' in '/sys/devices/virtual/dmi/id/sys_vendor'");
	}

	@Test
	void signWhenNothingIsSeenReturnsNull() {
		Surroundings surroundings = new Surroundings(new MockEnvironment(), this.root);
		assertThat(new Ec2Probe(surroundings, this.fixture.client).sign()).isNull();
	}

	@ParameterizedTest
	@CsvSource({ "KUBERNETES_SERVICE_HOST, 10.100.0.1", "ECS_CONTAINER_METADATA_URI_V4, http://169.254.170.2/v4/x",
			"AWS_EC2_METADATA_DISABLED, true", "aws.disableEc2Metadata, true" })
	void signWhenAnythingSpeaksAgainstReturnsNull(String name, String value) throws IOException {
		this.fixture.onAnInstance();
		this.fixture.environment.setProperty(name, value);
		assertThat(this.probe.sign()).isNull();
	}

	@Test
	void signMakesNoCall() {
		this.probe.sign();
		assertThat(this.fixture.service.requests()).isEmpty();
	}

	@Test
	void identifyReturnsWhatTheDocumentSays() throws MetadataException {
		this.fixture.service.answer(IdentityDocument.PATH, DOCUMENT)
			.answer(LIFE_CYCLE, ScriptedMetadataService.fixture("imds-instance-life-cycle-spot.txt"));
		assertThat(this.probe.identify()).isEqualTo(new InstanceIdentity(Platform.EC2, "i-0123456789abcdef0",
				"10.0.1.15", "eu-central-1a", "eu-central-1", Capacity.SPOT));
	}

	@ParameterizedTest
	@CsvSource({ "spot, SPOT", "on-demand, ON_DEMAND", "scheduled, ON_DEMAND", "capacity-block, ON_DEMAND",
			"something-new, UNKNOWN" })
	void identifyReturnsHowTheInstanceWasBought(String lifeCycle, Capacity capacity) throws MetadataException {
		this.fixture.service.answer(IdentityDocument.PATH, DOCUMENT).answer(LIFE_CYCLE, lifeCycle + "\n");
		assertThat(this.probe.identify().capacity()).isEqualTo(capacity);
	}

	@ParameterizedTest
	@ValueSource(ints = { 404, 500 })
	void identifyWhenLifeCycleIsMissingReturnsTheRest(int status) throws MetadataException {
		this.fixture.service.answer(IdentityDocument.PATH, DOCUMENT).answer(LIFE_CYCLE, status, "");
		InstanceIdentity identity = this.probe.identify();
		assertThat(identity.instanceId()).isEqualTo("i-0123456789abcdef0");
		assertThat(identity.capacity()).isEqualTo(Capacity.UNKNOWN);
	}

	@Test
	void identifyWhenDocumentLacksMembersReturnsTheRest() throws MetadataException {
		this.fixture.service.answer(IdentityDocument.PATH, "{\"instanceId\":\"i-1\",\"region\":7}");
		assertThat(this.probe.identify())
			.isEqualTo(new InstanceIdentity(Platform.EC2, "i-1", null, null, null, Capacity.UNKNOWN));
	}

	@Test
	void identifyWhenThereIsNoDocumentThrows() {
		assertThatExceptionOfType(MetadataException.class).isThrownBy(this.probe::identify)
			.withMessageContaining("identity/document' gives status 404");
	}

	@Test
	void identifyWhenNobodyAnswersThrows() {
		this.fixture.service.close();
		assertThatExceptionOfType(MetadataException.class).isThrownBy(this.probe::identify)
			.withMessageContaining("does not answer");
	}

	@Test
	void identifyWhenForbiddenMakesNoCall() {
		this.fixture.environment.setProperty("AWS_EC2_METADATA_DISABLED", "true");
		assertThatExceptionOfType(UnsupportedOperationException.class).isThrownBy(this.probe::identify)
			.withMessageContaining("'AWS_EC2_METADATA_DISABLED'");
		assertThat(this.fixture.service.requests()).isEmpty();
	}

}
