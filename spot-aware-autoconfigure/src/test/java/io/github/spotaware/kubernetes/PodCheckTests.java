package io.github.spotaware.kubernetes;

import java.time.Duration;
import java.util.List;
import java.util.Objects;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.github.spotaware.Finding;
import io.github.spotaware.InstanceIdentity;
import io.github.spotaware.Platform;
import io.github.spotaware.Severity;
import io.github.spotaware.testsupport.FakeHealthPaths;
import io.github.spotaware.testsupport.FakeTerms;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link PodCheck}, {@link ContainerFacts} and {@link ProbeFacts}.
 */
@Timeout(120)
class PodCheckTests {

	private static final String READINESS = "/actuator/health/readiness";

	private static final String LIVENESS = "/actuator/health/liveness";

	@Test
	void podOfTheClusterIsJudged() {
		try (WatchFixture fixture = new WatchFixture()) {
			fixture.awaitPodWatched(pod(sound().editLivenessProbe()
				.editHttpGet()
				.withPath(READINESS)
				.endHttpGet()
				.endLivenessProbe()
				.build()));
			assertThat(find(fixture.facts, new FakeHealthPaths(), 60)).singleElement()
				.satisfies((finding) -> assertThat(finding.id()).isEqualTo("kubernetes-liveness-on-health"));
		}
	}

	@Test
	void nothingIsFoundInASoundPod() {
		assertThat(find(sound().build())).isEmpty();
	}

	@Test
	void nothingIsFoundWithoutPermissionOrAPlatform() {
		assertThat(find(new PodFacts(), new FakeHealthPaths(), 60)).isEmpty();
		PodFacts facts = facts(app("app", 8080).build());
		assertThat(new PodCheck(facts, FakeHealthPaths::new, () -> null).findings()).isEmpty();
	}

	@ParameterizedTest
	@CsvSource({ "60, INFO, leaves 45 of the 60 s", "40, INFO, leaves 25 of the 40 s",
			"39, WARNING, leaves 24 of the 39 s", "10, WARNING, leaves 0 of the 10 s" })
	void preStopThatSleepsIsAFinding(long grace, Severity severity, String words) {
		Container container = sound().withNewLifecycle()
			.withNewPreStop()
			.withNewExec()
			.withCommand("sh", "-c", "sleep 15")
			.endExec()
			.endPreStop()
			.endLifecycle()
			.build();
		assertThat(find(facts(container), new FakeHealthPaths(), grace)).first().satisfies((finding) -> {
			assertThat(finding.id()).isEqualTo("kubernetes-pre-stop");
			assertThat(finding.severity()).isEqualTo(severity);
			assertThat(finding.message()).contains("'app' (sh -c sleep 15)", "by 15 s", words, "ask for 25 s");
		});
	}

	@Test
	void preStopWithTheSleepOfKubernetesIsAFinding() {
		Container container = sound().withNewLifecycle()
			.withNewPreStop()
			.withNewSleep(10L)
			.endPreStop()
			.endLifecycle()
			.build();
		assertThat(find(container)).singleElement()
			.satisfies((finding) -> assertThat(finding.message()).contains("(sleep 10 s)", "by 10 s"));
	}

	@Test
	void preStopThatDoesSomethingElseIsFine() {
		Container script = sound().withNewLifecycle()
			.withNewPreStop()
			.withNewExec()
			.withCommand("/bin/flush")
			.endExec()
			.endPreStop()
			.endLifecycle()
			.build();
		Container call = sound().withNewLifecycle()
			.withNewPreStop()
			.withNewHttpGet()
			.withPath("/flush")
			.withNewPort(8080)
			.endHttpGet()
			.endPreStop()
			.endLifecycle()
			.build();
		assertThat(find(script)).isEmpty();
		assertThat(find(call)).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { READINESS, "/actuator/health" })
	void livenessThatFailsInADrainIsAFinding(String path) {
		assertThat(find(asking(path, READINESS, 8080, 8080).build())).singleElement().satisfies((finding) -> {
			assertThat(finding.id()).isEqualTo("kubernetes-liveness-on-health");
			assertThat(finding.severity()).isEqualTo(Severity.CRITICAL);
			assertThat(finding.message()).contains("'%s'".formatted(path), "after 30 s");
		});
	}

	@Test
	void livenessOfAnotherPortIsNotJudged() {
		assertThat(find(asking(READINESS, READINESS, 9999, 8080).build())).isEmpty();
	}

	@Test
	void probeThatNamesItsPortIsJudged() {
		Container container = sound().withNewLivenessProbe()
			.withNewHttpGet()
			.withPath("/actuator/health")
			.withNewPort("http")
			.endHttpGet()
			.endLivenessProbe()
			.build();
		assertThat(find(container)).extracting(Finding::id).containsExactly("kubernetes-liveness-on-health");
	}

	@Test
	void readinessThatIsNotAskedIsAFinding() {
		assertThat(find(app("app", 8080).build())).singleElement().satisfies((finding) -> {
			assertThat(finding.id()).isEqualTo("kubernetes-readiness-probe");
			assertThat(finding.severity()).isEqualTo(Severity.WARNING);
			assertThat(finding.remedy()).contains("'%s'".formatted(READINESS));
		});
	}

	@Test
	void readinessThatStaysTheSameIsAFinding() {
		assertThat(find(asking(LIVENESS, LIVENESS, 8080, 8080).build())).singleElement().satisfies((finding) -> {
			assertThat(finding.id()).isEqualTo("kubernetes-readiness-probe");
			assertThat(finding.severity()).isEqualTo(Severity.WARNING);
			assertThat(finding.message()).contains("'%s'".formatted(LIVENESS), "the same in a drain");
		});
		Container open = app("app", 8080).withNewReadinessProbe()
			.withNewTcpSocket()
			.withNewPort(8080)
			.endTcpSocket()
			.endReadinessProbe()
			.build();
		assertThat(find(open)).singleElement()
			.satisfies((finding) -> assertThat(finding.message()).contains("whether the port is open"));
	}

	@Test
	void readinessThatIsSeenLateIsWorthToKnow() {
		Container slow = sound().editReadinessProbe().withPeriodSeconds(25).endReadinessProbe().build();
		assertThat(find(slow)).singleElement().satisfies((finding) -> {
			assertThat(finding.id()).isEqualTo("kubernetes-readiness-probe");
			assertThat(finding.severity()).isEqualTo(Severity.INFO);
			assertThat(finding.message()).contains("takes 75 s", "of 60 s");
		});
	}

	@Test
	void readinessByACommandOrOfTheApplicationIsNotJudged() {
		Container command = app("app", 8080).withNewReadinessProbe()
			.withNewExec()
			.withCommand("/bin/ready")
			.endExec()
			.endReadinessProbe()
			.build();
		assertThat(find(command)).isEmpty();
		assertThat(find(asking(LIVENESS, "/ready", 8080, 8080).build())).isEmpty();
	}

	@Test
	void containerBesidesOursIsNotJudged() {
		Container sidecar = app("proxy", 15001).withNewLifecycle()
			.withNewPreStop()
			.withNewSleep(30L)
			.endPreStop()
			.endLifecycle()
			.build();
		assertThat(find(facts(sidecar, sound().build()), new FakeHealthPaths(), 60)).isEmpty();
		assertThat(find(facts(sidecar, app("app", 8080).build()), new FakeHealthPaths(), 60)).extracting(Finding::id)
			.containsExactly("kubernetes-readiness-probe");
	}

	@Test
	void containersOfWhichNoneCanBeToldFromTheOthersAreAllJudged() {
		Container unknown = new ContainerBuilder().withName("app")
			.withNewLifecycle()
			.withNewPreStop()
			.withNewSleep(30L)
			.endPreStop()
			.endLifecycle()
			.build();
		assertThat(find(facts(unknown, app("proxy", 15001).build()), new FakeHealthPaths(), 60)).extracting(Finding::id)
			.containsExactly("kubernetes-pre-stop", "kubernetes-readiness-probe");
		assertThat(find(facts(unknown), null, 60)).extracting(Finding::id).containsExactly("kubernetes-pre-stop");
	}

	private static List<Finding> find(Container container) {
		return find(facts(container), new FakeHealthPaths(), 60);
	}

	private static List<Finding> find(PodFacts facts, @Nullable FakeHealthPaths paths, long grace) {
		FakeTerms terms = new FakeTerms(InstanceIdentity.unknown(Platform.KUBERNETES), Duration.ofSeconds(grace));
		return new PodCheck(facts, () -> paths, () -> Objects.requireNonNull(terms.known())).findings();
	}

	private static PodFacts facts(Container... containers) {
		PodFacts facts = new PodFacts();
		facts.containers(List.of(containers).stream().map(ContainerFacts::of).toList());
		return facts;
	}

	private static Pod pod(Container container) {
		return Samples.pod().editSpec().withContainers(container).endSpec().build();
	}

	/**
	 * A container as the guide has it.
	 */
	private static ContainerBuilder sound() {
		return asking(LIVENESS, READINESS, 8080, 8080);
	}

	private static ContainerBuilder asking(String liveness, String readiness, int livenessPort, int readinessPort) {
		return app("app", 8080).withNewLivenessProbe()
			.withNewHttpGet()
			.withPath(liveness)
			.withNewPort(livenessPort)
			.endHttpGet()
			.endLivenessProbe()
			.withNewReadinessProbe()
			.withPeriodSeconds(2)
			.withNewHttpGet()
			.withPath(readiness)
			.withNewPort(readinessPort)
			.endHttpGet()
			.endReadinessProbe();
	}

	private static ContainerBuilder app(String name, int port) {
		return new ContainerBuilder().withName(name).addNewPort().withName("http").withContainerPort(port).endPort();
	}

}
