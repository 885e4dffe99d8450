package io.github.spotaware.imds;

import java.net.SocketTimeoutException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Random;

import io.github.spotaware.PollingSource;
import io.github.spotaware.PollingSources;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.imds.Ec2MetadataClient;
import software.amazon.awssdk.imds.Ec2MetadataClientException;
import software.amazon.awssdk.imds.Ec2MetadataResponse;

import org.springframework.core.env.StandardEnvironment;

/**
 * The sources that ask a metadata service which a test plays.
 */
public final class SimulatedMetadata {

	public static final String SPOT = SpotActionSource.PATH;

	public static final String REBALANCE = RebalanceSource.PATH;

	public static final String AUTO_SCALING = AutoScalingSource.PATH;

	public static final String MAINTENANCE = MaintenanceSource.PATH;

	private SimulatedMetadata() {
	}

	/**
	 * Make the sources.
	 * @param service the metadata service
	 * @param clock the wall clock
	 * @param random what all jitter is drawn from
	 */
	public static List<PollingSource> sources(Service service, InstantSource clock, Random random) {
		ImdsProperties properties = new ImdsProperties(true, Duration.ofSeconds(2), Duration.ofSeconds(1), null,
				Duration.ofMinutes(1), true);
		Surroundings surroundings = new Surroundings(new StandardEnvironment(), Path.of("/nowhere"));
		MetadataClient client = new MetadataClient(() -> new Client(service));
		return List.of(PollingSources.seeded(new SpotActionSource(properties, surroundings, client), random),
				PollingSources.seeded(new AutoScalingSource(properties, surroundings, client, clock), random),
				PollingSources.seeded(new MaintenanceSource(properties, surroundings, client), random),
				PollingSources.seeded(new RebalanceSource(properties, surroundings, client, clock), random));
	}

	/**
	 * A metadata service.
	 */
	public interface Service {

		int NOTHING = 404;

		/**
		 * Answer.
		 * @return the document at a path, or {@code null} to fail as {@link #status()}
		 * says
		 */
		@Nullable String document(String path);

		/**
		 * Return the status of an answer without a document: 0 for none at all.
		 */
		int status();

	}

	private record Client(Service service) implements Ec2MetadataClient {

		@Override
		public Ec2MetadataResponse get(String path) {
			String document = this.service.document(path);
			if (document != null) {
				return Ec2MetadataResponse.create(document);
			}
			if (this.service.status() == 0) {
				throw SdkClientException.create("Read timed out", new SocketTimeoutException());
			}
			throw Ec2MetadataClientException.builder().statusCode(this.service.status()).message("refused").build();
		}

		@Override
		public void close() {
		}

	}

}
