package io.github.spotaware.sample.drill;

import io.github.spotaware.sample.process.ShopProcess;
import io.github.spotaware.test.elb.Target;
import io.github.spotaware.test.kubernetes.FakePod;

/**
 * Is a pod that runs the shop.
 *
 * @param process its process
 * @param pod what the cluster knows of it
 */
record PodInstance(ShopProcess process, FakePod pod) {

	Target target() {
		return new Target(this.pod.settings().address(), this.pod.settings().port());
	}

}
