package io.github.spotaware.test.load;

import java.time.Duration;

import io.github.spotaware.test.FakeAws;
import io.github.spotaware.test.ScriptedTarget;
import io.github.spotaware.test.alb.ApplicationLoadBalancer;
import io.github.spotaware.test.elb.FakeTargetGroup;
import io.github.spotaware.test.elb.Target;
import io.github.spotaware.test.elb.TargetGroupSettings;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Checks that the parts together lose requests exactly where a load balancer would.
 */
class RoutingLagTests {

	private static final String IP = "127.0.0.1";

	private final FakeAws aws = FakeAws.start();

	private final FakeTargetGroup group = this.aws.loadBalancing()
		.createTargetGroup("demo", TargetGroupSettings.ip(80));

	private final ScriptedTarget staying = ScriptedTarget.answering("hello");

	private final ScriptedTarget leaving = ScriptedTarget.answering("hello");

	private final Target left = new Target(IP, this.leaving.port());

	@SuppressWarnings("NullAway.Init")
	private ApplicationLoadBalancer alb;

	private void balance(Duration lag) {
		this.alb = ApplicationLoadBalancer.of(this.group).nodes(3, lag).withoutHealthChecks().start();
		for (ScriptedTarget target : new ScriptedTarget[] { this.staying, this.leaving }) {
			this.group.register(IP, target.port());
			this.group.healthy(IP, target.port());
		}
	}

	@AfterEach
	void close() {
		this.alb.close();
		this.aws.close();
		this.staying.close();
		this.leaving.close();
	}

	@Test
	void targetThatLeavesWithItsDeregistrationLosesWhatSlowNodesSend() {
		balance(Duration.ofMinutes(10));
		try (OpenLoopLoad load = start()) {
			await().until(() -> load.report().complete() > 20);
			this.group.deregister(IP, this.leaving.port());
			this.leaving.close();
			long gone = System.nanoTime();
			await().until(() -> load.report()
				.losses()
				.stream()
				.anyMatch((loss) -> loss.scheduled() - gone > 0 && "127.0.0.12".equals(loss.node())));
			awaitMore(load);
			LoadReport report = load.stop();
			assertThat(report.unaccounted()).isZero();
			assertThat(report.lostByDetail()).containsKey("SERVER_ERROR 502 connection-refused");
			assertThat(report.losses()).filteredOn((loss) -> loss.scheduled() - gone > 0)
				.extracting(Loss::node)
				.contains("127.0.0.12")
				.doesNotContain("127.0.0.11");
		}
	}

	@Test
	void targetThatStaysUntilEveryNodeLetGoLosesNothing() {
		balance(Duration.ofMillis(600));
		try (OpenLoopLoad load = start()) {
			await().until(() -> load.report().complete() > 20);
			this.group.deregister(IP, this.leaving.port());
			await().until(this::everyNodeLetGo);
			awaitMore(load);
			this.leaving.close();
			awaitMore(load);
			LoadReport report = load.stop();
			assertThat(report.unaccounted()).isZero();
			assertThat(report.lostByDetail()).isEmpty();
		}
	}

	private OpenLoopLoad start() {
		return OpenLoopLoad.builder()
			.through(this.alb)
			.rate(300)
			.seed(11)
			.expect((status, body) -> status == 200 && body.equals("hello"))
			.start();
	}

	private void awaitMore(OpenLoopLoad load) {
		long completed = load.report().complete();
		await().until(() -> load.report().complete() > completed + 100);
	}

	private boolean everyNodeLetGo() {
		return this.alb.nodes().stream().allMatch((node) -> node.letGoOf(this.left) != null);
	}

}
