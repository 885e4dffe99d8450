package io.github.spotaware.kubernetes;

import java.util.Set;

import io.github.spotaware.Capacity;
import io.github.spotaware.InstanceIdentity;
import io.github.spotaware.Platform;
import io.github.spotaware.PlatformProbe;
import io.github.spotaware.PodIdentity;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ObjectProvider;

/**
 * Recognises a pod by what the kubelet gives to every container, and asks nobody. What
 * the Kubernetes API tells completes that.
 */
final class KubernetesProbe implements PlatformProbe {

	private static final Log logger = LogFactory.getLog(KubernetesProbe.class);

	private final PodEnvironment environment;

	private final ObjectProvider<Describer> describer;

	/**
	 * Create the probe.
	 * @param environment what the kubelet gives to the container
	 * @param describer finds out more, where something can
	 */
	KubernetesProbe(PodEnvironment environment, ObjectProvider<Describer> describer) {
		this.environment = environment;
		this.describer = describer;
	}

	@Override
	public Set<Platform> platforms() {
		return Set.of(Platform.KUBERNETES);
	}

	@Override
	public @Nullable String sign() {
		if (!this.environment.inCluster()) {
			return null;
		}
		TokenIssuer issuer = this.environment.issuer();
		String region = (issuer != null) ? issuer.region() : null;
		String cluster = (region != null) ? ", the service account is one of EKS in %s".formatted(region) : "";
		return "'%s' is set%s".formatted(PodEnvironment.API_SERVER, cluster);
	}

	@Override
	public InstanceIdentity identify() {
		String name = this.environment.pod();
		PodIdentity pod = (name != null) ? new PodIdentity(name, this.environment.namespace(), this.environment.node())
				: null;
		return new InstanceIdentity(Platform.KUBERNETES, null, this.environment.address(), null, region(),
				Capacity.UNKNOWN, null, pod);
	}

	private @Nullable String region() {
		TokenIssuer issuer = this.environment.issuer();
		String region = (issuer != null) ? issuer.region() : null;
		return (region != null) ? region : this.environment.region();
	}

	@Override
	public InstanceIdentity complete(InstanceIdentity identity) {
		Describer available = this.describer.getIfAvailable();
		if (available == null) {
			logger.info("The Kubernetes API is not watched: 'io.fabric8:kubernetes-client' is not there");
			return identity;
		}
		return available.describe(identity);
	}

}
