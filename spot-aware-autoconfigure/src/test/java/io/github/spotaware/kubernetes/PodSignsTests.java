package io.github.spotaware.kubernetes;

import java.time.Instant;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.github.spotaware.DisruptionWarning;
import io.github.spotaware.InstanceAction;
import io.github.spotaware.InterruptionNotice;
import io.github.spotaware.NoticeCause;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link PodSigns}.
 */
class PodSignsTests {

	@Test
	void signalOfAPodThatRunsIsNone() {
		assertThat(PodSigns.signal(Samples.pod().build())).isNull();
		assertThat(PodSigns.signal(new PodBuilder().withNewMetadata().endMetadata().build())).isNull();
	}

	@Test
	void signalOfAnEvictedPodIsItsDeletionWithTheGraceInIt() {
		Pod pod = Samples.fixture("k8s-pod-evicted-terminating.json", Pod.class);
		assertThat(PodSigns.signal(pod)).isEqualTo(notice(Instant.parse("2026-11-22T01:01:05Z")));
		assertThat(PodSigns.disruption(pod)).isEqualTo("EvictionByEvictionAPI");
	}

	@Test
	void signalWithATimeInAnotherZoneHasTheSameInstant() {
		assertThat(PodSigns.signal(Samples.deleted("2026-11-22T02:01:05+01:00")))
			.isEqualTo(notice(Instant.parse("2026-11-22T01:01:05Z")));
	}

	@Test
	void signalWithATimeThatCannotBeReadIsADeletionAllTheSame() {
		assertThat(PodSigns.signal(Samples.deleted("soon"))).isEqualTo(notice(null));
	}

	@ParameterizedTest
	@ValueSource(strings = { "EvictionByEvictionAPI", "PreemptionByScheduler", "DeletionByTaintManager",
			"DeletionByPodGC", "TerminationByKubelet", "SomethingNew" })
	void signalOfADisruptionAloneIsAWarning(String reason) {
		assertThat(PodSigns.signal(Samples.disrupted("True", reason)))
			.isEqualTo(new DisruptionWarning(NoticeCause.POD_DISRUPTION, reason));
	}

	@Test
	void signalOfADisruptionWithoutAReasonNamesTheCondition() {
		assertThat(PodSigns.signal(Samples.disrupted("True", "")))
			.isEqualTo(new DisruptionWarning(NoticeCause.POD_DISRUPTION, "DisruptionTarget"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "False", "Unknown" })
	void signalOfAConditionThatIsNotTrueIsNone(String status) {
		assertThat(PodSigns.signal(Samples.disrupted(status, "EvictionByEvictionAPI"))).isNull();
	}

	private static InterruptionNotice notice(@Nullable Instant time) {
		return new InterruptionNotice(NoticeCause.POD_DELETION, InstanceAction.NONE, time);
	}

}
