package io.github.spotaware.elb;

import java.util.ArrayList;
import java.util.List;

import io.github.spotaware.Finding;
import io.github.spotaware.InstanceIdentity;
import io.github.spotaware.TargetGroup;
import io.github.spotaware.TargetGroupLocator;
import io.github.spotaware.aws.Findings;
import io.github.spotaware.aws.UntoldException;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.support.DefaultListableBeanFactory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link TargetGroups}.
 */
class TargetGroupsTests {

	private static final InstanceIdentity TASK = RecordingDrain.TASK;

	private final DefaultListableBeanFactory beans = new DefaultListableBeanFactory();

	private final Findings findings = new Findings();

	@Test
	void locateUnitesWhatIsConfiguredAndLocated() throws InterruptedException {
		locator((identity) -> List.of(new TargetGroup("b", 8080), new TargetGroup("c", null)));
		assertThat(groups("a", "b").locate(TASK, false))
			.isEqualTo(new TargetGroups.Known(List.of(new SearchedGroup("a", null, true),
					new SearchedGroup("b", 8080, true), new SearchedGroup("c", null, false)), Sight.CLEAR));
	}

	@Test
	void locateWhenTwoKnowAGroupTakesTheCertainty() throws InterruptedException {
		locator((identity) -> List.of(new TargetGroup("a", null)));
		locator((identity) -> List.of(new TargetGroup("a", 8080), new TargetGroup("a", 9090)));
		assertThat(groups().locate(TASK, false).groups()).containsExactly(new SearchedGroup("a", 8080, true));
	}

	@Test
	void locateAsksAgainOnlyForAnotherIdentity() throws InterruptedException {
		List<InstanceIdentity> asked = new ArrayList<>();
		locator((identity) -> {
			asked.add(identity);
			return List.of(new TargetGroup("a", 8080));
		});
		TargetGroups groups = groups();
		InstanceIdentity completed = TASK.on(RecordingDrain.IDENTITY);
		groups.locate(TASK, false);
		groups.locate(TASK, false);
		groups.locate(completed, false);
		assertThat(asked).containsExactly(TASK, completed);
	}

	@Test
	void locateWhenALocatorFailsIsAFindingUntilItAnswers() throws InterruptedException {
		List<String> failures = new ArrayList<>(List.of("denied"));
		locator((identity) -> {
			if (!failures.isEmpty()) {
				throw new IllegalStateException(failures.remove(0));
			}
			return List.of(new TargetGroup("a", 8080));
		});
		TargetGroups groups = groups();
		assertThat(groups.locate(TASK, false)).isEqualTo(new TargetGroups.Known(List.of(), Sight.DIM));
		assertThat(groups.none()).isFalse();
		assertThat(this.findings.findings()).singleElement().satisfies((finding) -> {
			assertThat(finding.id()).isEqualTo("elb-targets-unknown");
			assertThat(finding.message()).contains("which target groups", "'denied'");
			assertThat(finding.remedy()).contains("spot-aware.elb.target-group-arns");
		});
		assertThat(groups.locate(TASK, false).sight()).isEqualTo(Sight.CLEAR);
		assertThat(this.findings.findings()).isEmpty();
	}

	@Test
	void locateWhenALocatorFailsGoesByWhatIsConfigured() throws InterruptedException {
		locator((identity) -> {
			throw new IllegalStateException("denied");
		});
		assertThat(groups("a").locate(TASK, false))
			.isEqualTo(new TargetGroups.Known(List.of(new SearchedGroup("a", null, true)), Sight.CLEAR));
		assertThat(this.findings.findings()).extracting(Finding::id).isEmpty();
	}

	@Test
	void locateWhenALocatorKnowsThatItIsHopelessSaysSo() throws InterruptedException {
		locator((identity) -> {
			throw new UntoldException("denied", false);
		});
		assertThat(groups().locate(TASK, false)).isEqualTo(new TargetGroups.Known(List.of(), Sight.REFUSED));
		locator((identity) -> {
			throw new UntoldException("throttled", true);
		});
		assertThat(groups().locate(TASK, false).sight()).isEqualTo(Sight.DIM);
	}

	@Test
	void locateWhenUrgentDoesNotWaitForWhoHasNotAnswered() throws InterruptedException {
		List<InstanceIdentity> asked = new ArrayList<>();
		locator((identity) -> {
			asked.add(identity);
			return List.of(new TargetGroup("b", 8080));
		});
		TargetGroups groups = groups("a");
		assertThat(groups.locate(TASK, true).groups()).extracting(SearchedGroup::arn).containsExactly("a");
		assertThat(asked).isEmpty();
		groups.locate(TASK, false);
		assertThat(groups.locate(TASK, true).groups()).extracting(SearchedGroup::arn).containsExactly("a", "b");
		assertThat(asked).hasSize(1);
	}

	@Test
	void locateWhenUrgentAndNothingIsConfiguredAsks() throws InterruptedException {
		locator((identity) -> List.of(new TargetGroup("b", 8080)));
		assertThat(groups().locate(TASK, true).groups()).extracting(SearchedGroup::arn).containsExactly("b");
	}

	@Test
	void locateWhenInterruptedThrows() {
		locator((identity) -> {
			throw new InterruptedException();
		});
		assertThatExceptionOfType(InterruptedException.class).isThrownBy(() -> groups().locate(TASK, false));
		assertThat(this.findings.findings()).isEmpty();
	}

	@Test
	void noneWhenNothingIsConfiguredAndAllAnsweredSo() throws InterruptedException {
		assertThat(groups().none()).isTrue();
		assertThat(groups("a").none()).isFalse();
		locator((identity) -> List.of());
		TargetGroups groups = groups();
		assertThat(groups.none()).isFalse();
		groups.locate(TASK, false);
		assertThat(groups.none()).isTrue();
		locator((identity) -> List.of(new TargetGroup("a", null)));
		groups.locate(TASK, false);
		assertThat(groups.none()).isFalse();
	}

	private void locator(TargetGroupLocator locator) {
		this.beans.registerSingleton("locator" + this.beans.getSingletonCount(), locator);
	}

	private TargetGroups groups(String... configured) {
		return new TargetGroups(List.of(configured), this.beans.getBeanProvider(TargetGroupLocator.class),
				this.findings);
	}

}
