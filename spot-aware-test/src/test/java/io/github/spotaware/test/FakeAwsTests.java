package io.github.spotaware.test;

import java.io.IOException;
import java.net.ConnectException;
import java.net.Socket;
import java.net.URI;

import io.github.spotaware.test.imds.FakeInstance;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

class FakeAwsTests {

	@Test
	void instanceHasItsOwnMetadataEndpoint() {
		try (FakeAws aws = FakeAws.start()) {
			FakeInstance one = aws.instance("i-1", "127.0.0.1");
			FakeInstance two = aws.instance("i-2", "127.0.0.1");
			assertThat(one.metadataEndpoint()).isNotEqualTo(two.metadataEndpoint());
			assertThat(aws.instance("i-1", "127.0.0.1")).isSameAs(one);
		}
	}

	@Test
	void closeReleasesEveryPort() {
		URI metadata;
		URI loadBalancing;
		try (FakeAws aws = FakeAws.start()) {
			metadata = aws.instance("i-1", "127.0.0.1").metadataEndpoint();
			loadBalancing = aws.loadBalancing().endpoint();
			assertThatNoException().isThrownBy(() -> connect(metadata));
		}
		assertThatExceptionOfType(ConnectException.class).isThrownBy(() -> connect(metadata));
		assertThatExceptionOfType(ConnectException.class).isThrownBy(() -> connect(loadBalancing));
	}

	private static void connect(URI uri) throws IOException {
		new Socket(uri.getHost(), uri.getPort()).close();
	}

}
