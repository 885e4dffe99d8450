package io.github.spotaware.elb;

import io.awspring.cloud.autoconfigure.AwsClientCustomizer;
import io.awspring.cloud.autoconfigure.AwsClientProperties;
import io.awspring.cloud.autoconfigure.AwsSyncClientCustomizer;
import io.awspring.cloud.autoconfigure.core.AwsClientBuilderConfigurer;
import io.awspring.cloud.autoconfigure.core.AwsConnectionDetails;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2ClientBuilder;

import org.springframework.beans.factory.ObjectProvider;

/**
 * Sets up a client as Spring Cloud AWS does its own.
 *
 * @param configurer what configures every client
 * @param connectionDetails where AWS is, if not where it always is
 * @param customizers what customizes clients of this kind
 * @param syncCustomizers what customizes every client that blocks
 */
record SpringCloudAwsClientSetup(AwsClientBuilderConfigurer configurer,
		ObjectProvider<AwsConnectionDetails> connectionDetails,
		ObjectProvider<AwsClientCustomizer<ElasticLoadBalancingV2ClientBuilder>> customizers,
		ObjectProvider<AwsSyncClientCustomizer> syncCustomizers) implements ClientSetup {

	@Override
	public void configure(ElasticLoadBalancingV2ClientBuilder builder, String region) {
		this.configurer.configureSyncClient(builder, new RegionOfTheGroups(region),
				this.connectionDetails.getIfAvailable(), this.customizers.orderedStream(),
				this.syncCustomizers.orderedStream());
	}

	@Override
	public boolean bringsHttpClient() {
		return this.customizers.iterator().hasNext() || this.syncCustomizers.iterator().hasNext();
	}

	/**
	 * Gives the Region that the ARNs name, so that none has to be configured.
	 */
	private static final class RegionOfTheGroups extends AwsClientProperties {

		RegionOfTheGroups(String region) {
			setRegion(region);
		}

	}

}
