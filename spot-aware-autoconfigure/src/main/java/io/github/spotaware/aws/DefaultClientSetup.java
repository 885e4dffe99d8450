package io.github.spotaware.aws;

import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.regions.Region;

import org.springframework.beans.factory.ObjectProvider;

/**
 * Sets up a client as the SDK does, with the application's own credentials provider if it
 * has one.
 *
 * @param credentials the application's credentials provider
 * @param <B> the type of the client's builder
 */
public record DefaultClientSetup<B extends AwsClientBuilder<B, ?>>(
		ObjectProvider<AwsCredentialsProvider> credentials) implements ClientSetup<B> {

	@Override
	public void configure(B builder, String region) {
		builder.region(Region.of(region));
		this.credentials.ifUnique(builder::credentialsProvider);
	}

	@Override
	public boolean bringsHttpClient() {
		return false;
	}

}
