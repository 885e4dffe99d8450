package io.github.spotaware.test.environment;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

import io.github.spotaware.test.elb.Target;
import io.github.spotaware.test.load.Loss;
import io.github.spotaware.test.load.LossKind;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Losses}.
 */
class LossesTests {

	private static final Target APPLICATION = new Target("i-1", 8080);

	private static final Target REPLACEMENT = new Target("i-2", 8080);

	@ParameterizedTest
	@CsvSource(textBlock = """
			500                    | answered by the application
			502                    | answered by the application
			502 connection-refused | the application was gone
			502 connection-closed  | the application closed the connection
			504 timeout            | the application did not answer
			""", delimiter = '|')
	void whatTheApplicationDidIsToldFromWhatTheLoadBalancerAnswered(String detail, String expected) {
		assertThat(describe(loss(detail, APPLICATION, 0))).first()
			.isEqualTo("    1 x server error %s, %s, sent from 0.00 s to 0.00 s".formatted(detail, expected));
	}

	@Test
	void whoElseAnsweredIsTold() {
		assertThat(describe(loss("500", REPLACEMENT, 0))).first().asString().contains("answered by its replacement");
		assertThat(describe(loss("503 no-target", null, 0))).first().asString().contains("answered by nobody");
	}

	@Test
	void lossesAreGroupedAndTheFirstTenToldSingly() {
		Loss[] losses = new Loss[12];
		for (int i = 0; i < losses.length; i++) {
			losses[i] = loss("500", APPLICATION, i);
		}
		List<String> lines = describe(losses);
		assertThat(lines).hasSize(12)
			.startsWith("   12 x server error 500, answered by the application, sent from 0.00 s to 11.00 s")
			.endsWith("            and 2 more");
		assertThat(lines.get(10)).contains("9.00 s", "sent through node 127.0.0.11");
	}

	private static List<String> describe(Loss... losses) {
		return Losses.describe(List.of(losses), 0, APPLICATION);
	}

	private static Loss loss(String detail, @Nullable Target target, int second) {
		long scheduled = TimeUnit.SECONDS.toNanos(second);
		return new Loss(LossKind.SERVER_ERROR, detail, "127.0.0.11", (target != null) ? target.toString() : null,
				scheduled, scheduled + Duration.ofMillis(1).toNanos());
	}

}
