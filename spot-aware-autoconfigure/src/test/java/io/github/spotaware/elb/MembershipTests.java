package io.github.spotaware.elb;

import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import io.github.spotaware.Target;
import io.github.spotaware.test.elb.FakeTargetGroup;
import io.github.spotaware.test.elb.TargetState;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Membership}, where a registration and a deregistration meet.
 */
class MembershipTests extends FakeLoadBalancingTestBase {

	private FakeTargetGroup web;

	private List<Target> targets;

	@BeforeEach
	void locate() {
		this.web = this.elb.registered("web");
		this.targets = List.of(new Target(this.web.arn(), ElbFixture.ID, ElbFixture.PORT));
		this.elb.book.locate(Set.copyOf(this.targets), true);
	}

	/**
	 * The registration has its turn, and the deregistration comes before the call is
	 * made, or while it is.
	 */
	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void deregisterWhenARegistrationIsOnItsWayIsHeardLast(boolean stillWanted) throws Exception {
		CountDownLatch turn = new CountDownLatch(1);
		CountDownLatch drains = new CountDownLatch(1);
		CompletableFuture<Void> registering = run(
				() -> this.elb.membership.register(this.web.arn(), this.targets, () -> {
					turn.countDown();
					await(drains);
					return stillWanted;
				}));
		await(turn);
		CompletableFuture<Thread> leaver = new CompletableFuture<>();
		CompletableFuture<Void> deregistering = run(() -> {
			leaver.complete(Thread.currentThread());
			this.elb.membership.deregister(this.web.arn(), this.targets);
		});
		Thread thread = leaver.get(10, TimeUnit.SECONDS);
		Awaitility.await().until(() -> thread.getState() == Thread.State.WAITING);
		assertThat(this.elb.calls()).isEmpty();
		drains.countDown();
		CompletableFuture.allOf(registering, deregistering).get(10, TimeUnit.SECONDS);
		assertThat(this.elb.actions()).containsExactlyElementsOf(
				stillWanted ? List.of("RegisterTargets", "DeregisterTargets") : List.of("DeregisterTargets"));
		assertThat(this.web.state(ElbFixture.ID, ElbFixture.PORT)).isEqualTo(TargetState.DRAINING);
		assertThat(this.elb.book.all()).singleElement()
			.satisfies((tracked) -> assertThat(tracked.deregisteredAt()).isNotNull())
			.satisfies((tracked) -> assertThat(tracked.registeredAt()).isNull());
	}

	/**
	 * A registration comes while a deregistration is on its way.
	 */
	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void registerAfterADeregistrationAsksWhetherItIsStillWanted(boolean drainTakenBack) throws Exception {
		Presence.Stay before = Objects.requireNonNull(this.elb.presence.stay());
		this.elb.presence.leave();
		this.elb.membership.deregister(this.web.arn(), this.targets);
		this.elb.presence.comeBack();
		Presence.Stay lasting = drainTakenBack ? Objects.requireNonNull(this.elb.presence.stay()) : before;
		this.elb.membership.register(this.web.arn(), this.targets, () -> this.elb.presence.serves(lasting));
		assertThat(this.web.state(ElbFixture.ID, ElbFixture.PORT))
			.isEqualTo(drainTakenBack ? TargetState.INITIAL : TargetState.DRAINING);
	}

	private static CompletableFuture<Void> run(Background.Task task) {
		return CompletableFuture.runAsync(() -> {
			try {
				task.run();
			}
			catch (InterruptedException ex) {
				throw new IllegalStateException(ex);
			}
		}, (command) -> new Thread(command).start());
	}

	private static void await(CountDownLatch latch) {
		try {
			assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
