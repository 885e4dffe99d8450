package io.github.spotaware.aws;

import io.awspring.cloud.autoconfigure.AwsClientCustomizer;
import io.awspring.cloud.autoconfigure.AwsClientProperties;
import io.awspring.cloud.autoconfigure.AwsSyncClientCustomizer;
import io.awspring.cloud.autoconfigure.core.AwsClientBuilderConfigurer;
import io.awspring.cloud.autoconfigure.core.AwsConnectionDetails;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;

import org.springframework.beans.factory.ObjectProvider;

/**
 * Sets up a client as Spring Cloud AWS does its own.
 *
 * @param configurer what configures every client
 * @param connectionDetails where AWS is, if not where it always is
 * @param customizers what customizes clients of this kind
 * @param syncCustomizers what customizes every client that blocks
 * @param <B> the type of the client's builder
 */
public record SpringCloudAwsClientSetup<B extends AwsClientBuilder<B, ?>>(AwsClientBuilderConfigurer configurer,
		ObjectProvider<AwsConnectionDetails> connectionDetails, ObjectProvider<AwsClientCustomizer<B>> customizers,
		ObjectProvider<AwsSyncClientCustomizer> syncCustomizers) implements ClientSetup<B> {

	@Override
	public void configure(B builder, String region) {
		this.configurer.configureSyncClient(builder, new GivenRegion(region), this.connectionDetails.getIfAvailable(),
				this.customizers.orderedStream(), this.syncCustomizers.orderedStream());
	}

	@Override
	public boolean bringsHttpClient() {
		return this.customizers.iterator().hasNext() || this.syncCustomizers.iterator().hasNext();
	}

	/**
	 * Gives the Region that the ARNs name, so that none has to be configured.
	 */
	private static final class GivenRegion extends AwsClientProperties {

		GivenRegion(String region) {
			setRegion(region);
		}

	}

}
