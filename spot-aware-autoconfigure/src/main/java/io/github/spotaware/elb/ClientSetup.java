package io.github.spotaware.elb;

import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2ClientBuilder;

/**
 * Gives a client its Region, its credentials and whatever else users configured.
 */
interface ClientSetup {

	/**
	 * Configure a client.
	 * @param builder the client's builder
	 * @param region the Region of the target groups
	 */
	void configure(ElasticLoadBalancingV2ClientBuilder builder, String region);

	/**
	 * Return whether the client may have got an HTTP client. A builder takes only one.
	 * @return whether to leave the HTTP client alone
	 */
	boolean bringsHttpClient();

}
