package io.github.spotaware.imds;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.mock.env.MockEnvironment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link Surroundings}.
 */
class SurroundingsTests {

	private final MockEnvironment environment = new MockEnvironment();

	@TempDir
	private Path root;

	@ParameterizedTest
	@CsvSource({ "sys/devices/virtual/dmi/id/sys_vendor, Amazon EC2",
			"sys/devices/virtual/dmi/id/board_vendor, Amazon EC2",
			"sys/hypervisor/uuid, ec2e1916-9099-7caf-fd21-012345abcdef",
			"sys/hypervisor/uuid, EC2E1916-9099-7CAF-FD21-012345ABCDEF" })
	void machineWhenFileSaysSoReturnsTheFile(String file, String content) throws IOException {
		write(file, content + "\n");
		assertThat(surroundings().machine()).contains("/" + file);
	}

	@ParameterizedTest
	@CsvSource({ "sys/devices/virtual/dmi/id/sys_vendor, QEMU", "sys/devices/virtual/dmi/id/sys_vendor, Google",
			"sys/hypervisor/uuid, 45e12aec-0123-7caf-fd21-012345abcdef" })
	void machineWhenFileSaysOtherwiseReturnsNull(String file, String content) throws IOException {
		write(file, content + "\n");
		assertThat(surroundings().machine()).isNull();
	}

	@Test
	void machineWhenThereIsNoFileReturnsNull() {
		assertThat(surroundings().machine()).isNull();
	}

	@ParameterizedTest
	@ValueSource(strings = { "AWS_EC2_METADATA_SERVICE_ENDPOINT", "aws.ec2MetadataServiceEndpoint" })
	void endpointWhenSetReturnsIt(String name) {
		this.environment.setProperty(name, "http://127.0.0.1:1338/");
		assertThat(surroundings().endpoint()).isEqualTo(URI.create("http://127.0.0.1:1338/"));
		assertThat(surroundings().endpointSetBy()).isEqualTo(name);
	}

	@Test
	void endpointWhenBlankReturnsNull() {
		this.environment.setProperty("AWS_EC2_METADATA_SERVICE_ENDPOINT", " ");
		assertThat(surroundings().endpoint()).isNull();
		assertThat(surroundings().endpointSetBy()).isNull();
	}

	@ParameterizedTest
	@ValueSource(strings = { "169.254.169.254", "http://[", "nonsense at all" })
	void endpointWhenNoAddressSaysWhichVariable(String value) {
		this.environment.setProperty("AWS_EC2_METADATA_SERVICE_ENDPOINT", value);
		assertThatIllegalArgumentException().isThrownBy(() -> surroundings().endpoint())
			.withMessageContaining("'AWS_EC2_METADATA_SERVICE_ENDPOINT'")
			.withMessageContaining("'%s'".formatted(value));
	}

	@ParameterizedTest
	@CsvSource({ "AWS_EC2_METADATA_DISABLED, true", "AWS_EC2_METADATA_DISABLED, TRUE",
			"aws.disableEc2Metadata, ' true '" })
	void disabledByWhenTrueReturnsTheName(String name, String value) {
		this.environment.setProperty(name, value);
		assertThat(surroundings().disabledBy()).isEqualTo(name);
	}

	@ParameterizedTest
	@ValueSource(strings = { "false", "", "1" })
	void disabledByWhenNotTrueReturnsNull(String value) {
		this.environment.setProperty("AWS_EC2_METADATA_DISABLED", value);
		assertThat(surroundings().disabledBy()).isNull();
	}

	private void write(String file, String content) throws IOException {
		Path path = this.root.resolve(file);
		Files.createDirectories(path.getParent());
		Files.writeString(path, content);
	}

	private Surroundings surroundings() {
		return new Surroundings(this.environment, this.root);
	}

}
