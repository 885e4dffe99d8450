package io.github.spotaware.sqs;

import java.time.Duration;
import java.time.Instant;
import java.util.stream.Stream;

import io.github.spotaware.InstanceAction;
import io.github.spotaware.InstanceIdentity;
import io.github.spotaware.InterruptionNotice;
import io.github.spotaware.MessageUse;
import io.github.spotaware.NoticeCause;
import io.github.spotaware.RebalanceRecommendation;
import io.github.spotaware.SpotSignal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class ReaderTests {

	private static final Instant NOW = Events.TIME.plusSeconds(1);

	private final Reader instance = reader(Events.instance(), Events.TIME);

	private final Reader task = reader(Events.task(), Events.TIME);

	@ParameterizedTest
	@MethodSource("events")
	void readAcceptsWhatIsAboutTheInstance(String event, Channel channel, SpotSignal signal) {
		Reading reading = this.instance.read(Events.fixture(event), NOW);
		assertThat(reading.use()).isEqualTo(MessageUse.ACCEPTED);
		assertThat(reading.accepted()).isEqualTo(channel);
		assertThat(reading.signal()).isEqualTo(signal);
		assertThat(reading.forgotten()).isTrue();
	}

	static Stream<Arguments> events() {
		SpotSignal interruption = new InterruptionNotice(NoticeCause.SPOT_INTERRUPTION, InstanceAction.TERMINATE,
				Events.TIME.plusSeconds(120));
		return Stream.of(Arguments.of("event-spot-interruption-warning", Channel.ENDING, interruption),
				Arguments.of("event-spot-interruption-warning-region-arn", Channel.ENDING, interruption),
				Arguments.of("sqs-sns-envelope-body", Channel.ENDING, interruption),
				Arguments.of("event-ec2-state-change", Channel.ENDING,
						new InterruptionNotice(NoticeCause.INSTANCE_STATE_CHANGE, InstanceAction.TERMINATE, null)),
				Arguments.of("event-rebalance-recommendation", Channel.REBALANCE,
						new RebalanceRecommendation(Events.TIME)),
				Arguments.of("event-asg-terminate-lifecycle-action", Channel.ENDING,
						new InterruptionNotice(NoticeCause.AUTO_SCALING_TERMINATION, InstanceAction.TERMINATE,
								Events.TIME.plusSeconds(60))),
				Arguments.of("event-aws-health-scheduled-change", Channel.MAINTENANCE,
						new InterruptionNotice(NoticeCause.SCHEDULED_MAINTENANCE, InstanceAction.UNKNOWN,
								Instant.parse("2026-11-22T15:10:09Z"))));
	}

	@ParameterizedTest
	@ValueSource(strings = { "spot-interruption", "deactivating", "no-stopcode", "termination-notice-legacy" })
	void readAcceptsWhatIsAboutTheTask(String event) {
		Reading reading = this.task.read(Events.fixture("event-ecs-task-state-change-" + event), NOW);
		assertThat(reading.use()).isEqualTo(MessageUse.ACCEPTED);
		assertThat(reading.signal())
			.isEqualTo(new InterruptionNotice(NoticeCause.SPOT_INTERRUPTION, InstanceAction.TERMINATE, null));
	}

	@Test
	void readFindsTheLifecycleActionThatWaits() {
		assertThat(this.instance.read(Events.fixture("event-asg-terminate-lifecycle-action"), NOW).action())
			.isEqualTo(new LifecycleAction("demo-asg", "demo-hook", "00000000-0000-0000-0000-00000000000b"));
	}

	@Test
	void readTakesWhatAnAutoScalingGroupSendsByItself() {
		Reading reading = this.instance.read("""
				{"Origin": "AutoScalingGroup", "LifecycleHookName": "hook", "AutoScalingGroupName": "group",
				"LifecycleActionToken": "token", "EC2InstanceId": "i-0123456789abcdef0",
				"LifecycleTransition": "autoscaling:EC2_INSTANCE_TERMINATING", "Time": "2026-11-22T01:00:03.123Z"}""",
				NOW);
		assertThat(reading.use()).isEqualTo(MessageUse.ACCEPTED);
		assertThat(reading.action()).isEqualTo(new LifecycleAction("group", "hook", "token"));
	}

	@Test
	void readWhenInstanceIsAnotherIsForeign() {
		Reading reading = this.instance.read(Events.fixture("event-spot-interruption-warning-other-instance"), NOW);
		assertThat(reading.use()).isEqualTo(MessageUse.FOREIGN);
		assertThat(reading.forgotten()).isFalse();
		assertThat(this.task.read(Events.fixture("event-spot-interruption-warning"), NOW).use())
			.isEqualTo(MessageUse.FOREIGN);
		assertThat(this.instance.read(Events.fixture("event-ecs-task-state-change-spot-interruption"), NOW).use())
			.isEqualTo(MessageUse.FOREIGN);
	}

	@Test
	void readWhenForeignIsOldForgetsIt() {
		Reading reading = this.instance.read(Events.fixture("event-spot-interruption-warning-other-instance"),
				NOW.plus(Duration.ofHours(2)));
		assertThat(reading.use()).isEqualTo(MessageUse.FOREIGN);
		assertThat(reading.forgotten()).isTrue();
	}

	@ParameterizedTest
	@ValueSource(longs = { -62, 182, 86_400 })
	void readWhenTimeCannotBeMeantIsImplausible(long seconds) {
		Reading reading = this.instance.read(Events.fixture("event-spot-interruption-warning"),
				Events.TIME.plusSeconds(seconds));
		assertThat(reading.use()).isEqualTo(MessageUse.IMPLAUSIBLE);
		assertThat(reading.forgotten()).isTrue();
	}

	@ParameterizedTest
	@ValueSource(longs = { -59, 0, 120, 179 })
	void readWhenClocksDifferALittleIsAccepted(long seconds) {
		assertThat(
				this.instance.read(Events.fixture("event-spot-interruption-warning"), Events.TIME.plusSeconds(seconds))
					.use())
			.isEqualTo(MessageUse.ACCEPTED);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "hello", "[]", "null", "{}", "{\"detail-type\": 5}", "{\"Message\": \"hello\"}",
			"{\"detail-type\": \"EC2 Instance-launch Lifecycle Action\", \"time\": \"2026-11-22T01:00:03Z\"}",
			"{\"detail-type\": \"EC2 Spot Instance Interruption Warning\", \"time\": \"2026-11-22T01:00:03Z\"}",
			"{\"detail-type\": \"EC2 Spot Instance Interruption Warning\", \"time\": \"soon\", "
					+ "\"detail\": {\"instance-id\": \"i-0123456789abcdef0\"}}",
			"{\"detail-type\": \"AWS Health Event\", \"time\": \"2026-11-22T01:00:03Z\", \"detail\": {"
					+ "\"service\": \"EC2\", \"eventTypeCategory\": \"scheduledChange\"}}" })
	void readWhenNotUnderstoodLeavesItToTheQueue(String body) {
		Reading reading = this.instance.read(body, NOW);
		assertThat(reading.use()).isEqualTo(MessageUse.NOT_UNDERSTOOD);
		assertThat(reading.forgotten()).isFalse();
	}

	@Test
	void readWhenDeeplyNestedIsNotUnderstood() {
		assertThat(this.instance.read("{\"a\":".repeat(100_000), NOW).use()).isEqualTo(MessageUse.NOT_UNDERSTOOD);
	}

	@ParameterizedTest
	@ValueSource(strings = { "running", "pending", "stopped", "terminated", "new-state" })
	void readWhenStateIsNoEndIsIrrelevant(String state) {
		assertThat(
				this.instance.read(Events.fixture("event-ec2-state-change").replace("shutting-down", state), NOW).use())
			.isEqualTo(MessageUse.IRRELEVANT);
	}

	@Test
	void readWhenTaskGoesOnIsIrrelevant() {
		String event = Events.fixture("event-ecs-task-state-change-spot-interruption")
			.replace("\"desiredStatus\": \"STOPPED\"", "\"desiredStatus\": \"RUNNING\"");
		assertThat(this.task.read(event, NOW).use()).isEqualTo(MessageUse.IRRELEVANT);
	}

	@Test
	void readWhenTestNotificationIsIrrelevant() {
		Reading reading = this.instance.read("""
				{"Event": "autoscaling:TEST_NOTIFICATION", "AutoScalingGroupName": "group"}""", NOW);
		assertThat(reading.use()).isEqualTo(MessageUse.IRRELEVANT);
		assertThat(reading.forgotten()).isTrue();
	}

	@Test
	void readWhenHealthEventIsNoScheduledChangeIsIrrelevant() {
		assertThat(this.instance
			.read(Events.fixture("event-aws-health-scheduled-change").replace("\"scheduledChange\"", "\"issue\""), NOW)
			.use()).isEqualTo(MessageUse.IRRELEVANT);
	}

	@Test
	void readWhenMaintenanceIsOverTakesItBack() {
		Reading reading = this.instance.read(Events.fixture("event-aws-health-scheduled-change")
			.replace("\"service\"", "\"statusCode\": \"closed\", \"service\""), NOW);
		assertThat(reading.use()).isEqualTo(MessageUse.ACCEPTED);
		assertThat(reading.accepted()).isEqualTo(Channel.MAINTENANCE);
		assertThat(reading.signal()).isNull();
	}

	@ParameterizedTest
	@CsvSource({ "event-spot-interruption-warning, 119, ACCEPTED", "event-spot-interruption-warning, 121, IMPLAUSIBLE",
			"event-ec2-state-change, 29, ACCEPTED", "event-ec2-state-change, 31, IMPLAUSIBLE",
			"event-aws-health-scheduled-change, 51005, ACCEPTED",
			"event-aws-health-scheduled-change, 51007, IMPLAUSIBLE", "event-rebalance-recommendation, 179, ACCEPTED",
			"event-asg-terminate-lifecycle-action, 179, ACCEPTED" })
	void readWhenTheProcessBeganAfterTheEndIsImplausible(String event, long seconds, MessageUse use) {
		Instant began = Events.TIME.plusSeconds(seconds);
		assertThat(reader(Events.instance(), began).read(Events.fixture(event), began).use()).isEqualTo(use);
	}

	@Test
	void readWhenMaintenanceIsOverTakesItBackWheneverTheProcessBegan() {
		Instant began = Events.TIME.plus(Duration.ofDays(1));
		Reading reading = reader(Events.instance(), began).read(Events.fixture("event-aws-health-scheduled-change")
			.replace("\"service\"", "\"statusCode\": \"closed\", \"service\""), began);
		assertThat(reading.use()).isEqualTo(MessageUse.ACCEPTED);
	}

	@Test
	void readQuotesLittleAndInOneLine() {
		String longText = "x\\r\\n2026-11-22 ERROR forged\\u2028" + "y".repeat(1_000_000);
		Reading foreign = this.instance.read("""
				{"detail-type": "EC2 Spot Instance Interruption Warning", "time": "2026-11-22T01:00:03Z",
				"detail": {"instance-id": "%s"}}""".formatted(longText), NOW);
		assertThat(foreign.use()).isEqualTo(MessageUse.FOREIGN);
		assertThat(foreign.why()).startsWith("it is about 'x 2026-11-22 ERROR forged y")
			.hasSizeLessThan(150)
			.doesNotContainPattern("[\\r\\n\\u2028]");
		Reading unknown = this.instance.read("""
				{"detail-type": "%s", "time": "2026-11-22T01:00:03Z"}""".formatted(longText), NOW);
		assertThat(unknown.use()).isEqualTo(MessageUse.NOT_UNDERSTOOD);
		assertThat(unknown.why()).hasSizeLessThan(150).doesNotContainPattern("[\\r\\n\\u2028]");
	}

	@ParameterizedTest
	@ValueSource(strings = { "two\\nlines", "0123456789012345678901234567890123456789" })
	void readWhenTheLifecycleActionCannotBeOneAnswersNone(String token) {
		Reading reading = this.instance.read(Events.fixture("event-asg-terminate-lifecycle-action")
			.replace("00000000-0000-0000-0000-00000000000b", token), NOW);
		assertThat(reading.use()).isEqualTo(MessageUse.ACCEPTED);
		assertThat(reading.action()).isNull();
	}

	private static Reader reader(InstanceIdentity identity, Instant since) {
		return new Reader(new Ours(identity), Duration.ofMinutes(1), since);
	}

}
