package io.github.spotaware.elb;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.github.spotaware.Target;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link HealthyTargets}.
 */
class HealthyTargetsTests {

	private static final Target US = target("i-5:80");

	/**
	 * Whether we, who are {@code i-5:80}, may leave when a look shows others and us.
	 */
	@ParameterizedTest
	@CsvSource(nullValues = "-", textBlock = """
			# before,            now,                                leave, last
			-,                   i-5:80=unhealthy,                   true,  false
			-,                   i-5:80=draining i-1:80=healthy,     true,  false
			-,                   i-1:80=healthy,                     true,  false
			-,                   i-5:80=healthy,                     false, true
			-,                   i-5:80=healthy i-1:80=draining,     false, true
			-,                   i-5:80=healthy i-9:80=unhealthy,    false, true
			-,                   i-5:80=healthy i-9:80=initial,      false, true
			-,                   i-5:80=healthy i-9:80=unused,       false, true
			-,                   i-5:80=healthy i-9:80=unavailable,  false, true
			-,                   i-5:80=healthy i-9:80=healthy,      true,  false
			-,                   i-5:80=healthy i-5:81=healthy,      true,  false
			-,                   i-5:80=healthy i-1:80=healthy,      false, false
			-,                   i-5:80=healthy i-5:79=healthy,      false, false
			i-1:80=healthy,      i-5:80=healthy i-1:80=healthy,      true,  false
			i-1:80=draining,     i-5:80=healthy i-1:80=healthy,      false, false
			i-2:80=healthy,      i-5:80=healthy i-1:80=healthy,      false, false
			i-1:80=healthy,      i-5:80=healthy i-1:80=draining,     false, true
			i-9:80=healthy,      i-5:80=healthy,                     false, true
			""")
	void mayLeaveFollowsTheTable(@Nullable String before, String now, boolean leave, boolean last) {
		HealthyTargets healthy = look(now);
		assertThat(healthy.mayLeave((before != null) ? look(before) : null)).isEqualTo(leave);
		assertThat(healthy.areLast()).isEqualTo(last);
	}

	private static HealthyTargets look(String targets) {
		Map<Target, TargetHealth> health = new LinkedHashMap<>();
		for (String target : targets.split(" ", -1)) {
			String[] parts = target.split("=", -1);
			health.put(target(parts[0]), new TargetHealth(parts[1], ""));
		}
		return HealthyTargets.of(health, List.of(US));
	}

	private static Target target(String text) {
		String[] parts = text.split(":", -1);
		return new Target("arn", parts[0], Integer.parseInt(parts[1]));
	}

}
