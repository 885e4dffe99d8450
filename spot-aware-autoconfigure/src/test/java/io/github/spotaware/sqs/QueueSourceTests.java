package io.github.spotaware.sqs;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

import io.github.spotaware.InstanceAction;
import io.github.spotaware.InstanceIdentity;
import io.github.spotaware.InterruptionNotice;
import io.github.spotaware.NoticeCause;
import io.github.spotaware.Platform;
import io.github.spotaware.RebalanceRecommendation;
import io.github.spotaware.aws.Findings;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class QueueSourceTests {

	private final RecordedSignals signals = new RecordedSignals();

	private final ScriptedQueue queue = new ScriptedQueue();

	private final QueuePoller poller = new QueuePoller(new SqsProperties("queue", Duration.ofMinutes(1), false),
			this.queue, new MessageCounts("queue", new Findings(), false), (action) -> {
			}, InstantSource.fixed(Events.TIME));

	@Test
	void answeredWhenNothingStandsWithdraws() {
		QueueSource source = start(Channel.ENDING);
		source.answered();
		assertThat(this.signals.told()).containsExactly("withdrawn");
		source.stop();
	}

	@Test
	void foretellsWhenItIsOfEndsAndKnowsItsInstance() {
		QueueSource source = new QueueSource(Channel.ENDING, this.poller);
		assertThat(source.foretells()).isTrue();
		source.start(this.signals, InstanceIdentity.unknown(Platform.EC2));
		assertThat(source.foretells()).isFalse();
		source.stop();
		source.start(this.signals, Events.instance());
		assertThat(source.foretells()).isTrue();
		source.stop();
		assertThat(new QueueSource(Channel.REBALANCE, this.poller).foretells()).isFalse();
	}

	@Test
	void takeKeepsTheNearestEnd() {
		QueueSource source = start(Channel.ENDING);
		InterruptionNotice untimed = notice(null);
		InterruptionNotice late = notice(Events.TIME.plusSeconds(120));
		InterruptionNotice soon = notice(Events.TIME.plusSeconds(60));
		source.take(untimed);
		source.take(late);
		source.take(untimed);
		source.take(soon);
		source.take(late);
		source.answered();
		assertThat(this.signals.told()).containsExactly(untimed, late, late, soon, soon, soon);
		source.stop();
	}

	@Test
	void takeOfAnotherChannelIsTheLatest() {
		QueueSource source = start(Channel.MAINTENANCE);
		InterruptionNotice soon = notice(Events.TIME.plusSeconds(60));
		InterruptionNotice moved = notice(Events.TIME.plusSeconds(600));
		source.take(soon);
		source.take(moved);
		source.take(null);
		assertThat(this.signals.told()).containsExactly(soon, moved, "withdrawn");
		source.stop();
	}

	@Test
	void sourcesAreForInstancesAndTasks() {
		QueueSource source = new QueueSource(Channel.REBALANCE, this.poller);
		assertThat(source.name()).isEqualTo("sqs-rebalance");
		assertThat(source.supports(Platform.EC2)).isTrue();
		assertThat(source.supports(Platform.ECS_FARGATE)).isTrue();
		assertThat(source.supports(Platform.KUBERNETES)).isFalse();
	}

	@Test
	void stoppedSourceSaysNothing() {
		QueueSource source = start(Channel.REBALANCE);
		source.stop();
		source.take(new RebalanceRecommendation(Events.TIME));
		source.failed(new IllegalStateException("late"));
		assertThat(this.signals.told()).isEmpty();
	}

	private QueueSource start(Channel channel) {
		QueueSource source = new QueueSource(channel, this.poller);
		source.start(this.signals, Events.instance());
		return source;
	}

	private static InterruptionNotice notice(@Nullable Instant time) {
		return new InterruptionNotice(NoticeCause.SPOT_INTERRUPTION, InstanceAction.TERMINATE, time);
	}

}
