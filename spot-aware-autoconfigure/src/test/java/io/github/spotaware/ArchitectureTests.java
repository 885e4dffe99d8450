package io.github.spotaware;

import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethodReference;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.boot.autoconfigure.AutoConfiguration;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that the code is built as designed. Holds for packages that are not there yet.
 */
class ArchitectureTests {

	private static final String ROOT = "io.github.spotaware";

	/**
	 * Packages that may know the engine. Every other one knows the root only.
	 */
	private static final Set<String> ABOVE_THE_ENGINE = Set.of("actuate", "metrics", "diagnostics");

	/**
	 * Packages that may know how AWS is called.
	 */
	private static final Set<String> CALLERS_OF_AWS = Set.of("elb", "ecs", "sqs");

	/**
	 * Packages that may know how traffic is counted.
	 */
	private static final Set<String> SERVERS = Set.of("web", "grpc");

	/**
	 * Who may read a clock or sleep, and how: everybody else is given a ticker, a clock
	 * or a time limit.
	 */
	private static final Map<String, Set<String>> ALLOWED_CLOCKS = Map.of( //
			"lifecycle.LifecycleAutoConfiguration",
			Set.of("reference to System.nanoTime", "call of InstantSource.system"), "lifecycle.TerminationSignals",
			Set.of("reference to System.nanoTime"), //
			"lifecycle.SelfShutdown$Jvm", Set.of("call of TimeUnit.sleep"), //
			"elb.ElbAutoConfiguration", Set.of("call of TimeUnit.sleep"));

	private static final JavaClasses CLASSES = new ClassFileImporter()
		.importUrl(SpotSignal.class.getProtectionDomain().getCodeSource().getLocation());

	@Test
	void rootDependsOnTheJdkAndJSpecifyOnly() {
		check(classes().that()
			.resideInAPackage(ROOT)
			.should()
			.onlyDependOnClassesThat(resideInAnyPackage(ROOT, "java..", "org.jspecify.annotations")));
	}

	@ParameterizedTest
	@MethodSource("features")
	void featureKnowsNoOtherFeature(String feature) {
		String own = ROOT + "." + feature + "..";
		DescribedPredicate<JavaClass> known = resideInAnyPackage(ROOT, own);
		if (ABOVE_THE_ENGINE.contains(feature)) {
			known = known.or(resideInAPackage(ROOT + ".lifecycle"));
		}
		if (CALLERS_OF_AWS.contains(feature)) {
			known = known.or(resideInAPackage(ROOT + ".aws"));
		}
		if (SERVERS.contains(feature)) {
			known = known.or(resideInAPackage(ROOT + ".traffic"));
		}
		check(noClasses().that()
			.resideInAPackage(own)
			.should()
			.dependOnClassesThat(resideInAPackage(ROOT + "..").and(DescribedPredicate.not(known))));
	}

	@Test
	void packagesAreFreeOfCycles() {
		check(slices().matching(ROOT + ".(*)..").should().beFreeOfCycles());
	}

	@Test
	void awsSdkTypesStayAtHome() {
		check(stayIn("software.amazon.awssdk..", "imds", "aws", "elb", "ecs", "sqs"));
		check(stayIn("software.amazon.awssdk.imds..", "imds"));
		check(stayIn("software.amazon.awssdk.services.elasticloadbalancingv2..", "elb"));
		check(stayIn("software.amazon.awssdk.services.ecs..", "ecs"));
		check(stayIn("software.amazon.awssdk.services.sqs..", "sqs"));
		check(stayIn("software.amazon.awssdk.services.autoscaling..", "sqs"));
	}

	@Test
	void typesOfTheKubernetesClientStayInKubernetes() {
		check(stayIn("io.fabric8..", "kubernetes"));
	}

	@Test
	void micrometerTypesStayInMetrics() {
		check(stayIn("io.micrometer..", "metrics"));
	}

	@Test
	void springCloudTypesStayInRegistry() {
		check(stayIn("org.springframework.cloud..", "registry"));
	}

	@Test
	void typesOfMessagingLibrariesStayInBackground() {
		check(stayIn("org.springframework.amqp..", "background"));
		check(stayIn("org.springframework.jms..", "background"));
		check(stayIn("org.springframework.kafka..", "background"));
	}

	@Test
	void typesOfJobLibrariesStayInBackground() {
		check(stayIn("org.quartz..", "background"));
		check(stayIn("org.springframework.batch..", "background"));
	}

	@Test
	void endpointTypesStayInActuate() {
		check(stayIn("org.springframework.boot.actuate.endpoint..", "actuate"));
	}

	@Test
	void autoConfigurationsArePublicAndFinal() {
		check(classes().that()
			.areAnnotatedWith(AutoConfiguration.class)
			.should()
			.bePublic()
			.andShould()
			.haveModifier(JavaModifier.FINAL)
			.andShould()
			.haveSimpleNameEndingWith("AutoConfiguration"));
	}

	@Test
	void featuresOfferNothingButTheirAutoConfigurations() {
		check(classes().that()
			.resideInAPackage(ROOT + "..")
			.and()
			.resideOutsideOfPackages(ROOT, ROOT + ".lifecycle", ROOT + ".aws", ROOT + ".traffic")
			.and()
			.areTopLevelClasses()
			.and()
			.areNotAnnotatedWith(AutoConfiguration.class)
			.should()
			.notBePublic());
	}

	@Test
	void packagesAreNullMarked() {
		Set<String> unmarked = CLASSES.getPackage(ROOT)
			.getSubpackagesInTree()
			.stream()
			.filter((candidate) -> !candidate.isAnnotatedWith(NullMarked.class))
			.map((candidate) -> candidate.getName())
			.collect(Collectors.toSet());
		assertThat(unmarked).isEmpty();
		assertThat(CLASSES.getPackage(ROOT).isAnnotatedWith(NullMarked.class)).isTrue();
	}

	@Test
	void timeIsInjected() {
		check(classes().should(new ReadNoClock()));
	}

	private static List<String> features() {
		Stream<String> named = Stream.of("lifecycle", "actuate", "metrics", "diagnostics", "platform", "imds", "aws",
				"ecs", "kubernetes", "sqs", "elb", "web", "grpc", "traffic", "streams", "background", "registry");
		Stream<String> found = CLASSES.getPackage(ROOT)
			.getSubpackages()
			.stream()
			.map((candidate) -> candidate.getRelativeName());
		return Stream.concat(named, found).distinct().sorted().toList();
	}

	private static ArchRule stayIn(String types, String... homes) {
		String[] packages = Stream.of(homes).map((home) -> ROOT + "." + home + "..").toArray(String[]::new);
		return noClasses().that()
			.resideOutsideOfPackages(packages)
			.should()
			.dependOnClassesThat()
			.resideInAPackage(types);
	}

	private static void check(ArchRule rule) {
		rule.allowEmptyShould(true).check(CLASSES);
	}

	/**
	 * Finds calls of, and references to, methods that read a clock or sleep.
	 */
	private static final class ReadNoClock extends ArchCondition<JavaClass> {

		private static final Map<Class<?>, Set<String>> CLOCKS = Map.of( //
				Clock.class,
				Set.of("system", "systemUTC", "systemDefaultZone", "tickMillis", "tickSeconds", "tickMinutes"),
				Date.class, Set.of("<init>"), //
				InstantSource.class, Set.of("system"), //
				System.class, Set.of("currentTimeMillis", "nanoTime"), //
				Thread.class, Set.of("sleep"), //
				TimeUnit.class, Set.of("sleep"));

		ReadNoClock() {
			super("neither read a clock nor sleep");
		}

		@Override
		public void check(JavaClass javaClass, ConditionEvents events) {
			for (JavaAccess<?> access : javaClass.getAccessesFromSelf()) {
				if (readsClock(access.getTarget()) && !allowed(javaClass, access)) {
					events.add(SimpleConditionEvent.violated(access, access.getDescription()));
				}
			}
		}

		private static boolean readsClock(AccessTarget target) {
			JavaClass owner = target.getOwner();
			boolean now = target.getName().equals("now")
					&& owner.getPackageName().equals(Instant.class.getPackageName());
			return now || CLOCKS.entrySet()
				.stream()
				.anyMatch(
						(clock) -> owner.isAssignableTo(clock.getKey()) && clock.getValue().contains(target.getName()));
		}

		private static boolean allowed(JavaClass javaClass, JavaAccess<?> access) {
			String kind = (access instanceof JavaMethodReference) ? "reference to " : "call of ";
			String used = kind + access.getTargetOwner().getSimpleName() + "." + access.getTarget().getName();
			String user = javaClass.getName().substring(ROOT.length() + 1);
			return ALLOWED_CLOCKS.getOrDefault(user, Set.of()).contains(used);
		}

	}

}
