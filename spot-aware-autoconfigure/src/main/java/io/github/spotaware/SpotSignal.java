package io.github.spotaware;

/**
 * Something a source says about our future. It stands until the source withdraws it.
 */
public sealed interface SpotSignal permits InterruptionNotice, RebalanceRecommendation, DisruptionWarning {

	/**
	 * Return why we would leave.
	 * @return the cause
	 */
	NoticeCause cause();

}
