package io.github.spotaware.kubernetes;

import java.util.Set;

import io.github.spotaware.Capacity;
import io.github.spotaware.InstanceIdentity;
import io.github.spotaware.Platform;
import io.github.spotaware.PlatformProbe;
import io.github.spotaware.PodIdentity;
import org.jspecify.annotations.Nullable;

/**
 * Recognises a pod by what the kubelet gives to every container, and asks nobody.
 */
final class KubernetesProbe implements PlatformProbe {

	private final PodEnvironment environment;

	KubernetesProbe(PodEnvironment environment) {
		this.environment = environment;
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

}
