package io.github.spotaware.sqs;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import io.github.spotaware.Finding;
import io.github.spotaware.InstanceAction;
import io.github.spotaware.InterruptionNotice;
import io.github.spotaware.MessageUse;
import io.github.spotaware.NoticeCause;
import io.github.spotaware.RebalanceRecommendation;
import io.github.spotaware.aws.Findings;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

class QueuePollerTests {

	private static final InterruptionNotice NOTICE = new InterruptionNotice(NoticeCause.SPOT_INTERRUPTION,
			InstanceAction.TERMINATE, Events.TIME.plusSeconds(120));

	private final ScriptedQueue queue = new ScriptedQueue();

	private final Findings findings = new Findings();

	private final MessageCounts counts = new MessageCounts("events", this.findings, false);

	private final List<LifecycleAction> actions = new CopyOnWriteArrayList<>();

	private final QueuePoller poller = new QueuePoller(new SqsProperties("events", Duration.ofMinutes(1), false),
			this.queue, this.counts, this.actions::add, InstantSource.fixed(Events.TIME));

	private final RecordedSignals ending = new RecordedSignals();

	private final RecordedSignals rebalance = new RecordedSignals();

	private final QueueSource endingSource = new QueueSource(Channel.ENDING, this.poller);

	private final QueueSource rebalanceSource = new QueueSource(Channel.REBALANCE, this.poller);

	@BeforeEach
	void start() {
		this.endingSource.start(this.ending, Events.instance());
		this.rebalanceSource.start(this.rebalance, Events.instance());
	}

	@AfterEach
	void stop() {
		this.endingSource.stop();
		this.rebalanceSource.stop();
	}

	@Test
	void messagesAreDeletedOnceTheyAreTold() {
		String warning = Events.fixture("event-spot-interruption-warning");
		String recommendation = Events.fixture("event-rebalance-recommendation");
		this.queue.send(recommendation, warning, warning);
		await().until(() -> this.queue.deleted().size() == 3);
		await().until(() -> this.ending.told().size() >= 3);
		assertThat(this.ending.told()).containsOnly(NOTICE);
		assertThat(this.rebalance.told()).contains(new RebalanceRecommendation(Events.TIME));
		assertThat(this.counts.messages(MessageUse.ACCEPTED)).isEqualTo(3);
		assertThat(this.findings.findings()).isEmpty();
	}

	@Test
	void messagesAboutOthersAreLeftAndFound() {
		this.queue.send(Events.fixture("event-spot-interruption-warning-other-instance"));
		await().until(() -> this.ending.told().contains("withdrawn"));
		assertThat(this.queue.deleted()).isEmpty();
		assertThat(this.counts.messages(MessageUse.FOREIGN)).isOne();
		assertThat(this.findings.findings()).singleElement().satisfies((finding) -> {
			assertThat(finding.id()).isEqualTo("sqs-queue-shared");
			assertThat(finding.message())
				.startsWith("1 message of 'events' was about others, the last one: it is about 'i-");
		});
	}

	@Test
	void messagesThatAreNotUnderstoodAreLeftAndFound() {
		this.queue.send("hello", "{}");
		await().until(() -> this.ending.told().contains("withdrawn"));
		assertThat(this.queue.deleted()).isEmpty();
		assertThat(this.findings.findings()).extracting(Finding::id).containsExactly("sqs-message-not-understood");
		assertThat(this.findings.findings().get(0).message())
			.isEqualTo("2 messages of 'events' were not understood, the last one: it is no event.");
	}

	@Test
	void messagesThatNobodyListensToYetAreLeft() {
		this.queue.send(Events.fixture("event-aws-health-scheduled-change"));
		await().until(() -> this.ending.told().contains("withdrawn"));
		assertThat(this.queue.deleted()).isEmpty();
		assertThat(this.counts.messages(MessageUse.ACCEPTED)).isZero();
	}

	@Test
	void sourceThatStartsAfterTheFirstAnswerIsToldAtOnce() {
		this.queue.send();
		await().until(() -> this.ending.told().contains("withdrawn"));
		RecordedSignals maintenance = new RecordedSignals();
		QueueSource late = new QueueSource(Channel.MAINTENANCE, this.poller);
		late.start(maintenance, Events.instance());
		assertThat(maintenance.told()).containsExactly("withdrawn");
		late.stop();
	}

	@Test
	void lifecycleActionIsHandedOn() {
		this.queue.send(Events.fixture("event-asg-terminate-lifecycle-action"));
		await().until(() -> !this.actions.isEmpty());
		assertThat(this.actions).extracting(LifecycleAction::description)
			.containsExactly("lifecycle hook 'demo-hook' of 'demo-asg'");
	}

	@Test
	void failureIsToldAndTheQueueAskedAgain() {
		this.queue.fail(new IllegalStateException("The queue is not there"));
		this.queue.fail(new NoClassDefFoundError("Missing"));
		this.queue.send(Events.fixture("event-spot-interruption-warning"));
		await().until(() -> this.ending.told().contains(NOTICE));
		assertThat(this.ending.told()).startsWith("The queue is not there", "Missing", NOTICE);
		await().untilAsserted(
				() -> assertThat(this.rebalance.told()).startsWith("The queue is not there", "Missing", "withdrawn"));
	}

}
