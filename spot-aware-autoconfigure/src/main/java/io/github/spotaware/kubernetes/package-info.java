/**
 * Kubernetes pods: which one we are, when it is deleted, and what may happen to its node.
 */
@NullMarked
package io.github.spotaware.kubernetes;

import org.jspecify.annotations.NullMarked;
