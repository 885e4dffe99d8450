package io.github.spotaware.test.kubernetes;

/**
 * Writes down when a pod becomes ready, and when it no longer is though it runs.
 */
final class ReadinessWatch implements Runnable {

	private final FakePod pod;

	private final Journal journal;

	private boolean ready;

	ReadinessWatch(FakePod pod, Journal journal) {
		this.pod = pod;
		this.journal = journal;
	}

	@Override
	public void run() {
		PodStatus status = this.pod.status();
		if (status.ready() != this.ready && !status.ended()) {
			this.ready = status.ready();
			this.journal.add(this.ready ? PodEvent.Kind.READY : PodEvent.Kind.UNREADY, this.pod.name());
		}
	}

}
