package io.github.spotaware.lifecycle;

import java.time.Duration;
import java.util.List;

import io.github.spotaware.Capacity;
import io.github.spotaware.DrainStep;
import io.github.spotaware.GracePeriod;
import io.github.spotaware.IdleTimeout;
import io.github.spotaware.InstanceIdentity;
import io.github.spotaware.InterruptionSource;
import io.github.spotaware.LoadBalancerView;
import io.github.spotaware.Platform;
import io.github.spotaware.PlatformDetector.Detected;
import io.github.spotaware.Signals;
import io.github.spotaware.Target;
import io.github.spotaware.TargetStatus;
import io.github.spotaware.TargetView;
import io.github.spotaware.Traffic;
import io.github.spotaware.lifecycle.Budget.Part;
import io.github.spotaware.lifecycle.Budget.Trigger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.support.StaticListableBeanFactory;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Budgets}.
 */
class BudgetsTests {

	private static final String GROUP = "arn:aws:elasticloadbalancing:eu-central-1:123456789012:targetgroup/shop/1";

	private static final SpotAwareProperties PROPERTIES = new SpotAwareProperties(true, false, false, null,
			RebalancePolicy.NOTIFY, ShutdownPolicy.AUTO, new SpotAwareProperties.Drain(Duration.ofSeconds(20),
					Duration.ofSeconds(3), Duration.ofSeconds(5), Duration.ofMinutes(2)));

	private final VirtualTime time = new VirtualTime();

	private final StaticListableBeanFactory beans = new StaticListableBeanFactory();

	@Test
	void sigtermWithEnoughTimeKeepsWhatIsConfigured() {
		Budget budget = only(budgets(Platform.KUBERNETES, Capacity.UNKNOWN, 60));
		assertThat(budget.trigger()).isEqualTo(Trigger.SIGTERM);
		assertThat(budget.time()).isEqualTo(Duration.ofMinutes(1));
		assertThat(budget.origin()).isEqualTo("a test says so");
		assertThat(budget.cut()).isFalse();
		assertThat(budget.parts()).startsWith(part("callers may go on", 35_000, null, 25_000),
				part("silence of each caller", 20_000, null, 5_000));
	}

	@Test
	void partsOfTheShutdownShareTheReserve() {
		Budget budget = only(budgets(Platform.KUBERNETES, Capacity.UNKNOWN, 60));
		assertThat(budget.parts()).endsWith(part("first phases", 2_000, 30_000L, 3_000),
				part("last requests", 1_800, 30_000L, 1_200), part("web server", 960, 30_000L, 240),
				part("later phases", 120, 30_000L, 120), part("destruction of beans", 120, null, 0));
	}

	@Test
	void sigtermWithTooLittleTimeIsCutInProportion() {
		Budget budget = only(budgets(Platform.KUBERNETES, Capacity.UNKNOWN, 10));
		assertThat(budget.cut()).isTrue();
		assertThat(budget.parts()).startsWith(part("callers may go on", 0, null, 10_000),
				part("silence of each caller", 8_000, 20_000L, 2_000));
	}

	@Test
	void noticeOfAnInstanceIsSeenAfterTheLatencyOfItsSource() {
		this.beans.addBean("source", new NoticeSource(Duration.ofSeconds(2)));
		this.beans.addBean("slower", new NoticeSource(Duration.ofSeconds(9)));
		this.beans.addBean("other", new NoticeSource(null));
		List<Budget> budgets = budgets(Platform.EC2, Capacity.SPOT, 90);
		assertThat(budgets).extracting(Budget::trigger).containsExactly(Trigger.INTERRUPTION_NOTICE, Trigger.SIGTERM);
		Budget notice = budgets.get(0);
		assertThat(notice.time()).isEqualTo(Duration.ofMinutes(2));
		assertThat(notice.parts()).startsWith(part("notice is seen", 2_000, null, 118_000),
				part("callers may go on", 56_500, null, 61_500), part("silence of each caller", 56_500, null, 5_000));
		assertThat(budgets.get(1).parts()).extracting(Part::name).doesNotContain("notice is seen");
	}

	@Test
	void noNoticeIsExpectedWhereNoneComesOrOthersTellWhen() {
		this.beans.addBean("source", new NoticeSource(Duration.ofSeconds(2)));
		assertThat(only(budgets(Platform.EC2, Capacity.ON_DEMAND, 90)).trigger()).isEqualTo(Trigger.SIGTERM);
		assertThat(only(budgets(Platform.KUBERNETES, Capacity.SPOT, 90)).trigger()).isEqualTo(Trigger.SIGTERM);
		assertThat(only(budgets(Platform.ECS_FARGATE, Capacity.SPOT, 90)).trigger()).isEqualTo(Trigger.SIGTERM);
	}

	@Test
	void longestDeregistrationDelayIsTold() {
		this.beans.addBean("targets",
				(TargetView) () -> List.of(
						new TargetStatus(new Target(GROUP, "i-1", 8080), "healthy", Duration.ofSeconds(30)),
						new TargetStatus(new Target(GROUP, "i-1", 8081), "healthy", Duration.ofMinutes(5)),
						new TargetStatus(new Target(GROUP, "i-1", 8082), "unknown", null)));
		assertThat(only(budgets(Platform.KUBERNETES, Capacity.UNKNOWN, 60)).deregistrationDelay())
			.isEqualTo(Duration.ofMinutes(5));
	}

	@Test
	void slowestHealthCheckIsTold() {
		this.beans.addBean("unknown", new HealthChecks(null));
		assertThat(only(budgets(Platform.KUBERNETES, Capacity.UNKNOWN, 60)).healthCheckLatency()).isNull();
		this.beans.addBean("fast", new HealthChecks(Duration.ofSeconds(10)));
		this.beans.addBean("slow", new HealthChecks(Duration.ofSeconds(60)));
		assertThat(only(budgets(Platform.KUBERNETES, Capacity.UNKNOWN, 60)).healthCheckLatency())
			.isEqualTo(Duration.ofMinutes(1));
	}

	@Test
	void thereAreNoneWithoutAPlatform() {
		assertThat(budgets(Platform.NONE, Capacity.UNKNOWN, 60)).isEmpty();
	}

	private static Part part(String name, long limit, @Nullable Long wanted, long left) {
		return new Part(name, Duration.ofMillis(limit), (wanted != null) ? Duration.ofMillis(wanted) : null,
				Duration.ofMillis(left));
	}

	private static Budget only(List<Budget> budgets) {
		assertThat(budgets).hasSize(1);
		return budgets.get(0);
	}

	private List<Budget> budgets(Platform platform, Capacity capacity, long grace) {
		SpotLifecycle lifecycle = new SpotLifecycle(PROPERTIES, new Nobody(), new SilentObserver(), this.time.threads(),
				this.time.clock());
		lifecycle.begin(new Detected(new InstanceIdentity(platform, null, null, null, null, capacity), "test"),
				new SignalRules(platform, RebalancePolicy.NOTIFY, PROPERTIES.drain(),
						new GracePeriod.Known(Duration.ofSeconds(grace), "a test says so", "prolong it")));
		return new Budgets(lifecycle, new ShutdownBudget(null, Duration.ofSeconds(30), this.time.ticker()),
				this.beans.getBeanProvider(InterruptionSource.class), this.beans.getBeanProvider(TargetView.class),
				this.beans.getBeanProvider(LoadBalancerView.class))
			.all();
	}

	private record HealthChecks(@Nullable Duration healthCheckLatency) implements LoadBalancerView {

		@Override
		public List<IdleTimeout> idleTimeouts() {
			return List.of();
		}

	}

	private record Nobody() implements Participants {

		@Override
		public List<DrainStep> steps() {
			return List.of();
		}

		@Override
		public List<Traffic> traffic() {
			return List.of();
		}

	}

	private record NoticeSource(@Nullable Duration noticeLatency) implements InterruptionSource {

		@Override
		public String name() {
			return "source";
		}

		@Override
		public boolean supports(Platform platform) {
			return platform != Platform.ECS_FARGATE;
		}

		@Override
		public void start(Signals signals) {
		}

		@Override
		public void stop() {
		}

	}

}
