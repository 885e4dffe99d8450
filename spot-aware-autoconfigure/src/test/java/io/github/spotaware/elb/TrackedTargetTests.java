package io.github.spotaware.elb;

import java.time.Duration;

import io.github.spotaware.Departure;
import io.github.spotaware.Target;
import io.github.spotaware.TargetStatus;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link TrackedTarget}.
 */
class TrackedTargetTests {

	private static final Target TARGET = new Target("arn", "i-1", 8080);

	/**
	 * The table of what a target group says. At 10 the target is seen as before, at 20 we
	 * deregister or not, at 30 and 40 it is seen as now.
	 */
	@ParameterizedTest
	@CsvSource(nullValues = "-", textBlock = """
			# before,  deregistered, now,                 kind,      since, perhapsBefore
			healthy,    true,         healthy,             LEAVING,   20,    false
			healthy,    true,         initial,             LEAVING,   20,    false
			healthy,    true,         unhealthy,           LEAVING,   20,    false
			healthy,    true,         draining,            LEAVING,   20,    false
			healthy,    true,         unhealthy.draining,  LEAVING,   20,    false
			healthy,    true,         unused,              GONE,      20,    false
			healthy,    true,         unavailable,         UNKNOWN,   0,     true
			healthy,    true,         -,                   LEAVING,   20,    false
			-,          true,         healthy,             LEAVING,   20,    false
			-,          true,         draining,            LEAVING,   20,    false
			-,          true,         unused,              UNKNOWN,   0,     true
			-,          true,         unavailable,         UNKNOWN,   0,     true
			-,          true,         -,                   LEAVING,   20,    false
			draining,   true,         draining,            LEAVING,   10,    true
			draining,   true,         unused,              GONE,      10,    true
			unused,     true,         unused,              UNKNOWN,   0,     true
			unused,     true,         draining,            LEAVING,   10,    true
			unused,     true,         -,                   UNKNOWN,   0,     true
			healthy,    false,        healthy,             READINESS, 0,     false
			healthy,    false,        initial,             READINESS, 0,     false
			healthy,    false,        unhealthy,           READINESS, 0,     false
			healthy,    false,        draining,            LEAVING,   30,    true
			healthy,    false,        unhealthy.draining,  LEAVING,   30,    true
			healthy,    false,        unused,              GONE,      30,    true
			healthy,    false,        unavailable,         UNKNOWN,   0,     true
			healthy,    false,        -,                   UNKNOWN,   0,     true
			healthy,    false,        something-new,       UNKNOWN,   0,     true
			-,          false,        healthy,             READINESS, 0,     false
			-,          false,        draining,            LEAVING,   30,    true
			-,          false,        unused,              UNKNOWN,   0,     true
			-,          false,        unavailable,         UNKNOWN,   0,     true
			-,          false,        -,                   UNKNOWN,   0,     true
			draining,   false,        draining,            LEAVING,   10,    true
			draining,   false,        unused,              GONE,      10,    true
			draining,   false,        -,                   LEAVING,   10,    true
			draining,   false,        healthy,             READINESS, 0,     false
			unused,     false,        unused,              UNKNOWN,   0,     true
			unused,     false,        -,                   UNKNOWN,   0,     true
			unused,     false,        healthy,             READINESS, 0,     false
			unavailable, false,        unused,              GONE,      30,    true
			""")
	void departureFollowsTheTable(@Nullable String before, boolean deregistered, @Nullable String now,
			Departure.Kind kind, long since, boolean perhapsBefore) {
		TrackedTarget target = see(TrackedTarget.of(TARGET), before, 10);
		target = deregistered ? target.deregistered(20) : target;
		target = see(target, now, 30);
		target = see(target, now, 40);
		assertThat(target.departure()).isEqualTo(new Departure(kind, since, perhapsBefore));
	}

	@Test
	void departureWhenRegisteredAgainFollowsReadiness() {
		TrackedTarget target = TrackedTarget.of(TARGET)
			.seen(health("healthy"), 10)
			.deregistered(20)
			.seen(health("draining"), 30);
		TrackedTarget registered = target.registering().registered(35);
		assertThat(target.registering().departure()).isEqualTo(Departure.unknown());
		assertThat(registered.departure()).isEqualTo(Departure.unknown());
		assertThat(registered.seen(health("initial"), 40).departure()).isEqualTo(Departure.byReadiness());
		assertThat(registered.seen(health("draining"), 40).departure()).isEqualTo(Departure.leaving(40).orBefore());
	}

	@Test
	void departureWhenTickerWrapsTakesTheEarlier() {
		TrackedTarget target = TrackedTarget.of(TARGET)
			.seen(health("draining"), Long.MAX_VALUE)
			.deregistered(Long.MIN_VALUE + 5);
		assertThat(target.departure()).isEqualTo(Departure.leaving(Long.MAX_VALUE).orBefore());
	}

	@Test
	void strangerWhenNeverSeenRegistered() {
		TrackedTarget target = TrackedTarget.of(TARGET);
		assertThat(target.stranger()).isFalse();
		assertThat(target.seen(health("unused"), 10).stranger()).isTrue();
		assertThat(target.seen(health("unused"), 10).seen(health("initial"), 20).seen(health("unused"), 30).stranger())
			.isFalse();
	}

	@ParameterizedTest
	@CsvSource({ "healthy, draining, true", "healthy, unused, true", "healthy, unhealthy, false",
			"unused, unused, false", "unused, draining, true", "healthy, unavailable, false" })
	void leftWhenNothingIsToBeDone(String before, String now, boolean left) {
		assertThat(see(see(TrackedTarget.of(TARGET), before, 10), now, 20).left()).isEqualTo(left);
	}

	@Test
	void leftWhenNotSeenAnyMoreIsNotKnown() {
		assertThat(see(see(TrackedTarget.of(TARGET), "draining", 10), null, 20).left()).isFalse();
	}

	@Test
	void statusHasTheLoadBalancersOwnWord() {
		TrackedTarget target = TrackedTarget.of(TARGET)
			.seen(health("unhealthy.draining"), 10)
			.delayed(Duration.ofSeconds(60));
		assertThat(target.status()).isEqualTo(new TargetStatus(TARGET, "unhealthy.draining", Duration.ofSeconds(60)));
		assertThat(target.unseen().status().state()).isEqualTo("unknown");
	}

	private static TargetHealth health(String word) {
		return new TargetHealth(word, "");
	}

	private static TrackedTarget see(TrackedTarget target, @Nullable String word, long now) {
		return (word != null) ? target.seen(health(word), now) : target.unseen();
	}

}
