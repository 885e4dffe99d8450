/**
 * What surrounds a pod: kubelet, endpoints, kube-proxy, the load balancer controller and
 * rolling updates.
 */
@NullMarked
package io.github.spotaware.test.kubernetes;

import org.jspecify.annotations.NullMarked;
