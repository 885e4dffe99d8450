package io.github.spotaware;

/**
 * Says that something may end us, at a time that nobody knows: we are at risk, and go on
 * as ever. It stands until the source withdraws it, which is common.
 *
 * @param cause why
 * @param reason what was seen, in words
 * @see <a href=
 * "https://kubernetes.io/docs/concepts/workloads/pods/disruptions/">Kubernetes:
 * disruptions</a>
 */
public record DisruptionWarning(NoticeCause cause, String reason) implements SpotSignal {

}
