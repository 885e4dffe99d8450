package io.github.spotaware.sample.drill;

import java.util.List;
import java.util.Objects;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link LeastLoss}. One node lets go after 10 s and gets 300 requests a
 * second, half of which are for the task.
 */
class LeastLossTests {

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			SPOT_AWARE    | --stop-timeout 30 --ecs-lag never    | 0    | tells the load balancer itself
			SPOT_AWARE    | --stop-timeout 12                    | 450  | 10 s do not fit into 12 s - 5 s
			WITHOUT_CALLS | --stop-timeout 30 --ecs-lag 5        | 0    |
			WITHOUT_CALLS | --stop-timeout 12 --ecs-lag never    | 1200 | health checks need 5 s
			WITHOUT_CALLS | --stop-timeout 12 --ecs-lag 2        | 750  | ECS tells after 2 s
			PLAIN         | --ecs-lag 2                          | 1800 | is gone at once
			PLAIN         | --ecs-lag -2s                        | 1200 | ECS has told 2 s before
			PLAIN         | --ecs-lag never                      | 2250 | until health checks fail
			PLAIN         | --deployment                         | 0    | ECS has waited
			PLAIN         | --deployment --deregistration-delay 4 | 900 | but not for long enough
			IGNORING      | --stop-timeout 30 --ecs-lag 15       | 0    |
			IGNORING      | --stop-timeout 30 --ecs-lag 25       | 750  |
			IGNORING      | --stop-timeout 30 --ecs-lag never    | 2250 | is killed unnoticed
			""")
	void requestsAreThoseThatComeAfterTheWindow(Mode mode, String arguments, long requests) {
		assertThat(requests(mode, "ecs-fargate", arguments)).isEqualTo(requests);
	}

	@ParameterizedTest
	@CsvSource({ "SPOT_AWARE, 0", "WITHOUT_CALLS, 0", "PLAIN, 2250", "IGNORING, 2250" })
	void requestsWhenTheInstanceJustEnds(Mode mode, long requests) {
		assertThat(requests(mode, "ecs-ec2", "--ecs-lag never --notice 60")).isEqualTo(requests);
	}

	@ParameterizedTest
	@CsvSource({ "SPOT_AWARE, --notice 10 --stop-timeout 60, 750", "SPOT_AWARE, --notice 60 --stop-timeout 30, 0",
			"SPOT_AWARE, --notice 10 --stop-timeout 3, 1500",
			"SPOT_AWARE, --notice 20 --stop-timeout 60 --ecs-lag -10, 0" })
	void requestsOfATaskWhoseInstanceIsReclaimed(Mode mode, String arguments, long requests) {
		assertThat(requests(mode, "ecs-ec2", arguments)).isEqualTo(requests);
	}

	@ParameterizedTest
	@CsvSource({ "--endpoint-lag 26 --path service, 600", "--endpoint-lag 15 --path service, 0",
			"--endpoint-lag 10 --grace-period 12 --nodes 1 --lag 10, 2400" })
	void mostAreTwiceTheLeastOrAllThatNewConnectionsCanGet(String arguments, long most) {
		DrillOptions options = DrillOptions.parse(List.of(("--platform kubernetes " + arguments).split(" ")), 42);
		assertThat(LeastLoss.of(Objects.requireNonNull(options.pod()), Mode.SPOT_AWARE).most(options)).isEqualTo(most);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			SPOT_AWARE | --endpoint-lag 15                               | 0    |
			SPOT_AWARE | --grace-period 12 --endpoint-lag 10             | 1200 | health checks fail before
			SPOT_AWARE | --grace-period 20 --endpoint-lag -10            | 0    | controllers have acted before
			PLAIN      | --endpoint-lag 0                                | 1500 | is gone at once
			PLAIN      | --endpoint-lag 2                                | 1800 |
			PLAIN      | --endpoint-lag 15                               | 2250 | until health checks fail
			PLAIN      | --endpoint-lag -4                               | 900  |
			PLAIN      | --endpoint-lag 2 --rollout                      | 2700 | three, each one of four
			PRE_STOP   | --endpoint-lag 5                                | 0    |
			PRE_STOP   | --endpoint-lag 10                               | 750  |
			PRE_STOP   | --endpoint-lag 10 --grace-period 8              | 1800 | is cut short
			PRE_STOP   | --endpoint-lag 5 --path service                 | 0    |
			PRE_STOP   | --endpoint-lag 16 --path service                | 1    |
			PLAIN      | --endpoint-lag 2 --path service                 | 1    |
			PLAIN      | --endpoint-lag 0 --path service                 | 0    |
			SPOT_AWARE | --endpoint-lag 26 --path service                | 1    |
			SPOT_AWARE | --endpoint-lag 26 --path service --grace-period 60 | 0 |
			""")
	void requestsOfAPodAreThoseThatComeAfterItsWindow(Mode mode, String arguments, long requests) {
		String lag = arguments.contains("service") ? "" : " --nodes 1 --lag 10";
		DrillOptions options = DrillOptions
			.parse(List.of(("--platform kubernetes" + lag + " " + arguments.strip()).split(" ")), 42);
		LeastLoss least = LeastLoss.of(Objects.requireNonNull(options.pod()), mode);
		assertThat(least.requests(options)).isEqualTo(requests);
	}

	private static long requests(Mode mode, String platform, String arguments) {
		String all = "--platform %s --nodes 1 --lag 10 %s".formatted(platform, arguments.strip());
		DrillOptions options = DrillOptions.parse(List.of(all.split(" ")), 42);
		return LeastLoss.of(options, Objects.requireNonNull(options.task()), mode).requests(options);
	}

}
