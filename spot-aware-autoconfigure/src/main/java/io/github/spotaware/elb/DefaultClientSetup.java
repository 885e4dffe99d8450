package io.github.spotaware.elb;

import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2ClientBuilder;

import org.springframework.beans.factory.ObjectProvider;

/**
 * Sets up a client as the SDK does, with the application's own credentials provider if it
 * has one.
 *
 * @param credentials the application's credentials provider
 */
record DefaultClientSetup(ObjectProvider<AwsCredentialsProvider> credentials) implements ClientSetup {

	@Override
	public void configure(ElasticLoadBalancingV2ClientBuilder builder, String region) {
		builder.region(Region.of(region));
		this.credentials.ifUnique(builder::credentialsProvider);
	}

	@Override
	public boolean bringsHttpClient() {
		return false;
	}

}
