package io.github.spotaware.sample.fleet;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;

import io.github.spotaware.sample.process.FakeEnvironment;
import io.github.spotaware.sample.process.ShopLaunch;
import io.github.spotaware.sample.process.ShopProcesses;
import io.github.spotaware.test.FakeAws;
import io.github.spotaware.test.alb.ApplicationLoadBalancer;
import io.github.spotaware.test.elb.FakeTargetGroup;
import io.github.spotaware.test.elb.HealthCheck;
import io.github.spotaware.test.elb.TargetGroupSettings;
import io.github.spotaware.test.imds.FakeInstance;

/**
 * Is the AWS of the fleet.
 */
final class FleetAws {

	private static final HealthCheck READINESS = new HealthCheck("/actuator/health/readiness", Duration.ofSeconds(5),
			Duration.ofSeconds(2), 2, 2);

	private final FakeAws aws = FakeAws.start();

	private final FakeTargetGroup group = this.aws.loadBalancing()
		.createTargetGroup("shop",
				TargetGroupSettings.instance(8080)
					.withDeregistrationDelay(Duration.ofSeconds(30))
					.withHealthCheck(READINESS));

	private final ShopProcesses processes;

	FleetAws(ShopProcesses processes) {
		this.processes = processes;
	}

	Member launch(int number) {
		FakeInstance instance = this.aws.instance("i-%017x".formatted(number), "10.0.0." + (number % 250 + 1));
		ShopLaunch launch = new ShopLaunch(instance.id(), Map.of("spot-aware.elb.target-group-arns", this.group.arn()),
				FakeEnvironment.of(this.aws, instance));
		return new Member(number, this.processes.start(launch), instance, this.group, InstantSource.system());
	}

	ApplicationLoadBalancer balance(int nodes, Duration lag) {
		return ApplicationLoadBalancer.of(this.group).nodes(nodes, lag).start();
	}

}
