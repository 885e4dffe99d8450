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
			# before,  deregistered, now,                 kind,      since
			healthy,   true,         healthy,             LEAVING,   20
			healthy,   true,         initial,             LEAVING,   20
			healthy,   true,         unhealthy,           LEAVING,   20
			healthy,   true,         draining,            LEAVING,   20
			healthy,   true,         unhealthy.draining,  LEAVING,   20
			healthy,   true,         unused,              GONE,      20
			healthy,   true,         unavailable,         UNKNOWN,   0
			healthy,   true,         -,                   LEAVING,   20
			-,         true,         healthy,             LEAVING,   20
			-,         true,         draining,            LEAVING,   20
			-,         true,         unused,              UNKNOWN,   0
			-,         true,         unavailable,         UNKNOWN,   0
			-,         true,         -,                   LEAVING,   20
			draining,  true,         draining,            LEAVING,   10
			draining,  true,         unused,              GONE,      10
			unused,    true,         unused,              UNKNOWN,   0
			unused,    true,         draining,            LEAVING,   10
			unused,    true,         -,                   UNKNOWN,   0
			healthy,   false,        healthy,             READINESS, 0
			healthy,   false,        initial,             READINESS, 0
			healthy,   false,        unhealthy,           READINESS, 0
			healthy,   false,        draining,            LEAVING,   30
			healthy,   false,        unhealthy.draining,  LEAVING,   30
			healthy,   false,        unused,              GONE,      30
			healthy,   false,        unavailable,         UNKNOWN,   0
			healthy,   false,        -,                   UNKNOWN,   0
			healthy,   false,        something-new,       UNKNOWN,   0
			-,         false,        healthy,             READINESS, 0
			-,         false,        draining,            LEAVING,   30
			-,         false,        unused,              UNKNOWN,   0
			-,         false,        unavailable,         UNKNOWN,   0
			-,         false,        -,                   UNKNOWN,   0
			draining,  false,        draining,            LEAVING,   10
			draining,  false,        unused,              GONE,      10
			draining,  false,        -,                   LEAVING,   10
			draining,  false,        healthy,             READINESS, 0
			unused,    false,        unused,              UNKNOWN,   0
			unused,    false,        -,                   UNKNOWN,   0
			unused,    false,        healthy,             READINESS, 0
			unavailable, false,      unused,              GONE,      30
			""")
	void departureFollowsTheTable(@Nullable String before, boolean deregistered, @Nullable String now,
			Departure.Kind kind, long since) {
		TrackedTarget target = see(TrackedTarget.of(TARGET), before, 10);
		target = deregistered ? target.deregistered(20) : target;
		target = see(target, now, 30);
		target = see(target, now, 40);
		assertThat(target.departure().kind()).isEqualTo(kind);
		assertThat(target.departure().since()).isEqualTo(since);
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
		assertThat(registered.seen(health("draining"), 40).departure()).isEqualTo(Departure.leaving(40));
	}

	@Test
	void departureWhenTickerWrapsTakesTheEarlier() {
		TrackedTarget target = TrackedTarget.of(TARGET)
			.seen(health("draining"), Long.MAX_VALUE)
			.deregistered(Long.MIN_VALUE + 5);
		assertThat(target.departure()).isEqualTo(Departure.leaving(Long.MAX_VALUE));
	}

	@Test
	void strangerWhenNeverSeenRegistered() {
		TrackedTarget target = TrackedTarget.of(TARGET);
		assertThat(target.stranger()).isFalse();
		assertThat(target.seen(health("unused"), 10).stranger()).isTrue();
		assertThat(target.seen(health("unused"), 10).seen(health("initial"), 20).seen(health("unused"), 30).stranger())
			.isFalse();
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
