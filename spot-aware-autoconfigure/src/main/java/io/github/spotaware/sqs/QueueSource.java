package io.github.spotaware.sqs;

import java.time.Instant;

import io.github.spotaware.InstanceIdentity;
import io.github.spotaware.InterruptionNotice;
import io.github.spotaware.InterruptionSource;
import io.github.spotaware.Platform;
import io.github.spotaware.Signals;
import io.github.spotaware.SpotSignal;
import org.jspecify.annotations.Nullable;

/**
 * Tells what stands of what a channel has said. A queue has no present state: what came
 * stands until something else comes.
 */
final class QueueSource implements InterruptionSource {

	private final Channel channel;

	private final QueuePoller poller;

	private volatile @Nullable Signals signals;

	private volatile @Nullable InstanceIdentity identity;

	private @Nullable SpotSignal standing;

	QueueSource(Channel channel, QueuePoller poller) {
		this.channel = channel;
		this.poller = poller;
	}

	Channel channel() {
		return this.channel;
	}

	@Override
	public String name() {
		return this.channel.source();
	}

	/**
	 * {@inheritDoc} Pods are told by their node, which others watch over.
	 */
	@Override
	public boolean supports(Platform platform) {
		return platform != Platform.KUBERNETES;
	}

	/**
	 * {@inheritDoc} Events name instances: one that does not know its own id hears of
	 * nothing.
	 */
	@Override
	public boolean foretells() {
		InstanceIdentity known = this.identity;
		return this.channel == Channel.ENDING && (known == null || known.instanceId() != null);
	}

	@Override
	public void start(Signals told) {
		throw new UnsupportedOperationException("It has to be known who we are");
	}

	@Override
	public void start(Signals told, InstanceIdentity identity) {
		this.identity = identity;
		this.signals = told;
		this.poller.start(this, new Ours(identity));
	}

	/**
	 * Take what was said. An end that is farther away than the one that stands is none.
	 */
	synchronized void take(@Nullable SpotSignal said) {
		if (this.channel != Channel.ENDING || isNearer(said)) {
			this.standing = said;
		}
		answered();
	}

	private boolean isNearer(@Nullable SpotSignal said) {
		if (!(this.standing instanceof InterruptionNotice before) || !(said instanceof InterruptionNotice notice)) {
			return true;
		}
		Instant time = notice.time();
		return time != null && (before.time() == null || time.isBefore(before.time()));
	}

	/**
	 * Say that the queue was asked.
	 */
	synchronized void answered() {
		Signals told = this.signals;
		if (told == null) {
			return;
		}
		if (this.standing != null) {
			told.report(this.standing);
		}
		else {
			told.withdraw();
		}
	}

	/**
	 * Say that it could not be asked.
	 */
	void failed(Throwable cause) {
		Signals told = this.signals;
		if (told != null) {
			told.failed(cause);
		}
	}

	@Override
	public void stop() {
		this.signals = null;
		this.poller.stop();
	}

}
