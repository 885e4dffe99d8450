package io.github.spotaware.web;

import java.time.Duration;

import io.github.spotaware.Drain;
import io.github.spotaware.StepOutcome;
import io.github.spotaware.Traffic;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;

class WebTrafficTests {

	private final FakeTicker ticker = new FakeTicker();

	private final long start = this.ticker.nanos();

	private final WebTraffic traffic = new WebTraffic(this.ticker, Duration.ofSeconds(10));

	private final CloseConnectionsStep step = new CloseConnectionsStep(this.traffic, new Http2Connections(),
			new KeptConnections(), true);

	private final Drain drain = mock();

	@Test
	void snapshotWhenNoRequestCameSaysSo() {
		this.ticker.advance(Duration.ofSeconds(5));
		Traffic.Snapshot snapshot = this.traffic.snapshot();
		assertThat(snapshot.everServed()).isFalse();
		assertThat(snapshot.historySince()).isEqualTo(this.start);
		assertThat(snapshot.peers()).isEmpty();
		assertThat(snapshot.inFlight()).isZero();
		assertThat(snapshot.active()).isZero();
	}

	@Test
	void snapshotWhenRequestsAreOpenCountsThem() {
		this.traffic.begin("10.0.0.1");
		this.ticker.advance(Duration.ofSeconds(20));
		long epoch = this.traffic.begin("10.0.0.2");
		Traffic.Snapshot snapshot = this.traffic.snapshot();
		assertThat(snapshot.everServed()).isTrue();
		assertThat(snapshot.peers()).extracting(Traffic.Peer::address)
			.containsExactlyInAnyOrder("10.0.0.1", "10.0.0.2");
		assertThat(snapshot.inFlight()).isOne();
		assertThat(snapshot.active()).isEqualTo(2);
		this.traffic.end(epoch);
		assertThat(this.traffic.snapshot().inFlight()).isZero();
	}

	@Test
	void snapshotWhenDrainRunsCountsWhatArrives() {
		this.traffic.end(this.traffic.begin("10.0.0.1"));
		assertThat(this.traffic.snapshot().servedWhileDraining()).isZero();
		this.step.drain(this.drain);
		this.traffic.end(this.traffic.begin("10.0.0.1"));
		this.step.drain(this.drain);
		this.traffic.end(this.traffic.begin("10.0.0.1"));
		assertThat(this.traffic.snapshot().servedWhileDraining()).isEqualTo(2);
		this.step.undo();
		assertThat(this.traffic.snapshot().servedWhileDraining()).isZero();
	}

	@Test
	void drainWhenEnabledClosesConnectionsUntilUndone() {
		assertThat(this.step.closing()).isFalse();
		assertThat(this.step.drain(this.drain).result()).isEqualTo(StepOutcome.Result.DONE);
		assertThat(this.step.closing()).isTrue();
		this.step.undo();
		assertThat(this.step.closing()).isFalse();
	}

	@Test
	void drainWhenDisabledLeavesConnectionsOpenAndStillCounts() {
		CloseConnectionsStep disabled = new CloseConnectionsStep(this.traffic, new Http2Connections(),
				new KeptConnections(), false);
		assertThat(disabled.drain(this.drain).result()).isEqualTo(StepOutcome.Result.SKIPPED);
		assertThat(disabled.closing()).isFalse();
		this.traffic.end(this.traffic.begin("10.0.0.1"));
		assertThat(this.traffic.snapshot().servedWhileDraining()).isOne();
	}

}
