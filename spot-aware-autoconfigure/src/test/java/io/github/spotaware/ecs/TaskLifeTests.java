package io.github.spotaware.ecs;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import io.github.spotaware.Capacity;
import io.github.spotaware.Check;
import io.github.spotaware.Drain;
import io.github.spotaware.DrainPhase;
import io.github.spotaware.DrainStep;
import io.github.spotaware.Finding;
import io.github.spotaware.InstanceIdentity;
import io.github.spotaware.NoticeCause;
import io.github.spotaware.SpotState;
import io.github.spotaware.SpotStateChanged;
import io.github.spotaware.StepOutcome;
import io.github.spotaware.TargetGroup;
import io.github.spotaware.TargetGroupLocator;
import io.github.spotaware.TaskIdentity;
import io.github.spotaware.aws.Findings;
import io.github.spotaware.lifecycle.SpotLifecycle;
import io.github.spotaware.test.FakeAws;
import io.github.spotaware.test.ecs.FakeTask;
import io.github.spotaware.test.ecs.NetworkMode;
import io.github.spotaware.test.ecs.ServiceSettings;
import io.github.spotaware.test.ecs.TaskDefinition;
import io.github.spotaware.test.ecs.TaskSettings;
import io.github.spotaware.test.elb.FakeTargetGroup;
import io.github.spotaware.test.elb.TargetGroupSettings;
import io.github.spotaware.test.wire.Fault;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.event.EventListener;
import org.springframework.core.env.Environment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests of an application in a task before a fake ECS.
 */
@ExtendWith(OutputCaptureExtension.class)
class TaskLifeTests {

	private static final String SPOT = "Your Spot Task was interrupted.";

	private final FakeAws aws = FakeAws.start();

	private FakeTask task;

	private FakeTargetGroup group;

	@BeforeEach
	void runTask() {
		this.group = this.aws.loadBalancing().createTargetGroup("shop", TargetGroupSettings.ip(8080));
		this.group.register("10.0.1.15", 8080);
		this.group.healthy("10.0.1.15", 8080);
		this.aws.ecs()
			.createService(ServiceSettings.of("shop")
				.with(new ServiceSettings.LoadBalancer(this.group.arn(), "app", 8080, null)));
		this.task = this.aws.ecs()
			.runTask(TaskSettings.fargateSpot("10.0.1.15")
				.inService("shop")
				.withDefinition(TaskDefinition.of(NetworkMode.AWSVPC).withStopTimeout(Duration.ofSeconds(90))));
	}

	@AfterEach
	void close() {
		this.aws.close();
	}

	@Test
	void knowsItselfItsCapacityItsGracePeriodAndItsTargetGroups(CapturedOutput output) throws Exception {
		try (ConfigurableApplicationContext context = run()) {
			InstanceIdentity identity = completed(context);
			assertThat(identity.capacity()).isEqualTo(Capacity.SPOT);
			assertThat(identity.privateIp()).isEqualTo("10.0.1.15");
			assertThat(identity.task()).isNotNull().extracting(TaskIdentity::service).isEqualTo("shop");
			assertThat(context.getBean(TargetGroupLocator.class).locate(identity))
				.containsExactly(new TargetGroup(this.group.arn(), 8080));
			await().untilAsserted(() -> assertThat(output).contains("Watching for interruptions on a Fargate task")
				.contains("SIGTERM leaves 30 s (default of ECS)")
				.contains("SIGTERM leaves 90 s (stopTimeout of container 'app')")
				.contains("; it is spot"));
		}
	}

	@Test
	void tellsWhyItIsStoppedBesideTheDrain(CapturedOutput output) {
		Application application;
		try (ConfigurableApplicationContext context = run()) {
			completed(context);
			application = context.getBean(Application.class);
			application.busy = true;
			this.task.stopping("SpotInterruption", SPOT);
		}
		assertThat(output).contains("ECS stops this task: SpotInterruption '%s'".formatted(SPOT));
		assertThat(output).contains("Deregistered '10.0.1.15:8080' of target group 'shop'");
		assertThat(application.causes).contains(NoticeCause.SPOT_INTERRUPTION);
	}

	@Test
	void drainsWhenNothingIsAllowed(CapturedOutput output) {
		this.aws.ecs().fail("DescribeTasks", Fault.error(400, "AccessDeniedException", "Not authorized"));
		this.aws.ecs().fail("DescribeTaskDefinition", Fault.error(400, "AccessDeniedException", "Not authorized"));
		this.aws.ecs().fail("DescribeServices", Fault.error(400, "AccessDeniedException", "Not authorized"));
		try (ConfigurableApplicationContext context = run()) {
			Awaitility.await()
				.until(() -> output.getOut().contains("Capacity is not known: DescribeTasks is not allowed"));
			assertThat(context.isActive()).isTrue();
		}
		assertThat(output).contains("Drained in").contains("ecs-access-denied");
	}

	@Test
	void learnsLaterWhatWasThrottledWhenManyStarted(CapturedOutput output) {
		this.aws.ecs().fail("DescribeTasks", Fault.throttling());
		this.aws.ecs().fail("DescribeTaskDefinition", Fault.throttling());
		try (ConfigurableApplicationContext context = run()) {
			Findings findings = context.getBean(Findings.class);
			Awaitility.await()
				.until(() -> findings.findings()
					.stream()
					.map(Finding::id)
					.filter("ecs-throttled"::equals)
					.count() == 2);
			this.aws.ecs().clearFaults();
			assertThat(completed(context).restarts()).isFalse();
			Awaitility.await()
				.until(() -> output.getOut().contains("SIGTERM leaves 90 s (stopTimeout of container 'app')"));
			assertThat(findings.findings()).extracting(Finding::id).containsExactly("ecs-stop-timeout-short");
		}
	}

	@Test
	void findsOnAnInstanceThatNothingTellsOfItsLoss() {
		this.task = this.aws.ecs().runTask(TaskSettings.ec2("i-0123456789abcdef0", "10.0.2.15").inService("shop"));
		try (ConfigurableApplicationContext context = run()) {
			Awaitility.await()
				.until(() -> context.getBeanProvider(Check.class)
					.stream()
					.flatMap((check) -> check.findings().stream())
					.anyMatch((finding) -> finding.id().equals("spot-without-notice")));
		}
	}

	private static InstanceIdentity completed(ConfigurableApplicationContext context) {
		SpotLifecycle lifecycle = context.getBean(SpotLifecycle.class);
		return Awaitility.await()
			.until(() -> (lifecycle.platform() != null) ? lifecycle.platform().identity() : null,
					(identity) -> identity != null && identity.capacity() == Capacity.SPOT);
	}

	private ConfigurableApplicationContext run() {
		return new SpringApplicationBuilder(Application.class).web(WebApplicationType.NONE)
			.properties("spot-aware.in-tests=true", "spot-aware.shutdown=never", "spot-aware.drain.settle=1s",
					"spot-aware.drain.quiet-period=1s", "spot-aware.drain.reserve=50ms",
					"spot-aware.elb.keep-last-target=false", "spot-aware.imds.enabled=false",
					"fake.ecs=" + this.aws.ecs().endpoint(), "fake.elb=" + this.aws.loadBalancing().endpoint(),
					EcsProbe.METADATA_URI + "=" + this.task.metadataUri(), "spring.cloud.aws.region.static=us-east-1",
					"spring.cloud.aws.imds.enabled=false")
			.run();
	}

	@SpringBootConfiguration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Application {

		private final List<NoticeCause> causes = new CopyOnWriteArrayList<>();

		private volatile boolean busy;

		@Bean
		EcsClient ecsClient(Environment environment) {
			return EcsClient.builder()
				.endpointOverride(URI.create(environment.getRequiredProperty("fake.ecs")))
				.region(Region.US_EAST_1)
				.credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("id", "secret")))
				.build();
		}

		@Bean
		ElasticLoadBalancingV2Client elbClient(Environment environment) {
			return ElasticLoadBalancingV2Client.builder()
				.endpointOverride(URI.create(environment.getRequiredProperty("fake.elb")))
				.region(Region.US_EAST_1)
				.credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("id", "secret")))
				.build();
		}

		/**
		 * Holds the drain until it was told why, as callers would.
		 */
		@Bean
		DrainStep busy() {
			return new DrainStep() {

				@Override
				public String name() {
					return "busy";
				}

				@Override
				public DrainPhase phase() {
					return DrainPhase.SETTLE;
				}

				@Override
				public StepOutcome drain(Drain drain) throws InterruptedException {
					while (!Application.this.causes.contains(NoticeCause.SPOT_INTERRUPTION) && Application.this.busy) {
						drain.pause(Duration.ofMillis(50));
					}
					return StepOutcome.done("");
				}

			};
		}

		@EventListener
		void changed(SpotStateChanged event) {
			if (event.current() instanceof SpotState.Draining draining) {
				this.causes.add(draining.cause());
			}
		}

	}

}
