package io.github.spotaware.imds;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link InstanceSign}.
 */
class InstanceSignTests {

	@TempDir
	private Path root;

	@Test
	void seenWhenTheVendorIsEc2IsTrue() throws IOException {
		vendor("Amazon EC2");
		assertThat(new InstanceSign(this.root).seen(Map.<String, String>of()::get)).isTrue();
	}

	@Test
	void seenWhenTheVendorIsAnotherOneIsFalse() throws IOException {
		vendor("Acme");
		assertThat(new InstanceSign(this.root).seen(Map.<String, String>of()::get)).isFalse();
	}

	@Test
	void seenWhenAnAddressIsSetIsTrue() {
		assertThat(new InstanceSign(this.root).seen(Map.of("aws.ec2MetadataServiceEndpoint", "http://[::1]:1")::get))
			.isTrue();
	}

	@Test
	void seenWhenTheMetadataServiceIsOffIsFalse() throws IOException {
		vendor("Amazon EC2");
		assertThat(new InstanceSign(this.root).seen(Map.of("AWS_EC2_METADATA_DISABLED", "true")::get)).isFalse();
	}

	@Test
	void withheldWhenTheMetadataServiceIsOffSaysWhatToDo() throws IOException {
		vendor("Amazon EC2");
		assertThat(new InstanceSign(this.root).withheld(Map.of("AWS_EC2_METADATA_DISABLED", "true")::get)).isNotNull()
			.contains("'AWS_EC2_METADATA_DISABLED' forbids", "'Amazon EC2' in", "spot-aware.platform=ec2");
		assertThat(new InstanceSign(this.root).withheld(Map.of("AWS_EC2_METADATA_DISABLED", "false")::get)).isNull();
	}

	@Test
	void withheldElsewhereOrInAContainerOfOthersIsNothing() throws IOException {
		assertThat(new InstanceSign(this.root).withheld(Map.of("AWS_EC2_METADATA_DISABLED", "true")::get)).isNull();
		vendor("Amazon EC2");
		assertThat(new InstanceSign(this.root)
			.withheld(Map.of("AWS_EC2_METADATA_DISABLED", "true", "KUBERNETES_SERVICE_HOST", "10.0.0.1")::get))
			.isNull();
	}

	private void vendor(String vendor) throws IOException {
		Path file = this.root.resolve("sys/devices/virtual/dmi/id/sys_vendor");
		Files.createDirectories(file.getParent());
		Files.writeString(file, vendor);
	}

}
