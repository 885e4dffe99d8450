package io.github.spotaware.elb;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

import io.awspring.cloud.autoconfigure.AwsClientCustomizer;
import io.awspring.cloud.autoconfigure.AwsSyncClientCustomizer;
import io.awspring.cloud.autoconfigure.core.AwsClientBuilderConfigurer;
import io.awspring.cloud.autoconfigure.core.AwsConnectionDetails;
import io.github.spotaware.DrainTerms;
import io.github.spotaware.FindingLog;
import io.github.spotaware.HealthPaths;
import io.github.spotaware.TargetGroupLocator;
import io.github.spotaware.TargetLocator;
import io.github.spotaware.Ticker;
import io.github.spotaware.aws.ClientSetup;
import io.github.spotaware.aws.DefaultClientSetup;
import io.github.spotaware.aws.Findings;
import io.github.spotaware.aws.LazyClient;
import io.github.spotaware.aws.SpringCloudAwsClientSetup;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2ClientBuilder;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigureOrder;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.availability.ApplicationAvailability;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.web.server.context.WebServerInitializedEvent;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.env.Environment;

/**
 * Auto-configuration for leaving the target groups of Elastic Load Balancing.
 */
@AutoConfigureOrder(Ordered.LOWEST_PRECEDENCE - 10)
@AutoConfiguration(afterName = "io.awspring.cloud.autoconfigure.core.AwsAutoConfiguration")
@ConditionalOnClass(ElasticLoadBalancingV2Client.class)
@Conditional(OnTargetGroups.class)
@EnableConfigurationProperties(ElbProperties.class)
public final class ElbAutoConfiguration {

	private final Backoff backoff = new Backoff(() -> ThreadLocalRandom.current().nextDouble());

	@Bean
	@ConditionalOnMissingBean
	Findings spotAwsFindings(ObjectProvider<FindingLog> log) {
		return new Findings(log.getIfUnique(() -> FindingLog.AT_ONCE));
	}

	@Bean
	TargetBook elbTargetBook() {
		return new TargetBook();
	}

	@Bean
	ServerPort elbServerPort() {
		return new ServerPort();
	}

	@Bean
	LazyClient<ElasticLoadBalancingV2Client, ElasticLoadBalancingV2ClientBuilder> elbLoadBalancingClient(
			ObjectProvider<ElasticLoadBalancingV2Client> own,
			ObjectProvider<ClientSetup<ElasticLoadBalancingV2ClientBuilder>> setup,
			ObjectProvider<AwsCredentialsProvider> credentials) {
		return new LazyClient<>(own, ElasticLoadBalancingV2Client::builder,
				setup.getIfAvailable(() -> new DefaultClientSetup<>(credentials)));
	}

	@Bean
	LoadBalancingApi elbLoadBalancingApi(
			LazyClient<ElasticLoadBalancingV2Client, ElasticLoadBalancingV2ClientBuilder> client, Findings findings) {
		return new LoadBalancingApi(client, findings);
	}

	@Bean
	TargetGroups elbTargetGroups(ElbProperties properties, ObjectProvider<TargetGroupLocator> locators,
			Findings findings) {
		return new TargetGroups(properties.targetGroupArns(), locators, findings);
	}

	@Bean
	GroupKinds elbGroupKinds(LoadBalancingApi api, Findings findings) {
		return new GroupKinds(api, findings);
	}

	@Bean
	TargetsInGroups elbTargetsInGroups(ElbProperties properties, TargetGroups groups, GroupKinds kinds,
			ServerPort serverPort, LoadBalancingApi api, Findings findings) {
		return new TargetsInGroups(properties, groups, kinds, serverPort, api, findings);
	}

	@Bean
	TargetSurvey elbTargetSurvey(ObjectProvider<TargetLocator> locators, LoadBalancingApi api, TargetBook book,
			Findings findings, Ticker ticker) {
		return new TargetSurvey(locators, api, book, findings, ticker);
	}

	@Bean
	StoppablePause elbPause() {
		return new StoppablePause();
	}

	@Bean
	Background elbBackground(StoppablePause pause) {
		return new Background(ElbAutoConfiguration::begin, pause, this.backoff);
	}

	private static void begin(Runnable task) {
		Thread thread = new Thread(task, "spot-aware-targets");
		thread.setDaemon(true);
		thread.start();
	}

	@Bean
	Presence elbPresence(ObjectProvider<ApplicationAvailability> availability) {
		return new Presence(() -> availability.getObject().getReadinessState() == ReadinessState.ACCEPTING_TRAFFIC);
	}

	@Bean
	Membership elbMembership(LoadBalancingApi api, TargetBook book, Ticker ticker) {
		return new Membership(api, book, ticker);
	}

	@Bean
	HealthWatch elbHealthWatch(Presence presence, TargetSurvey survey, TargetBook book, GroupSettings settings,
			Findings findings, Ticker ticker, Background background) {
		return new HealthWatch(presence, survey, book, settings, findings, ticker, background);
	}

	@Bean
	Arrival elbArrival(ElbProperties properties, Environment environment, Presence presence, TargetSurvey survey,
			Membership membership, HealthWatch watch, Findings findings, Background background) {
		boolean dryRun = environment.getProperty("spot-aware.dry-run", Boolean.class, false);
		return new Arrival(properties.register() && !dryRun, presence, survey, membership, watch, findings, background);
	}

	@Bean
	DeregisterTargets deregisterTargets(ElbProperties properties, Presence presence, TargetSurvey survey,
			TargetBook book, Membership membership, Arrival arrival, HealthWatch watch, GroupSettings settings,
			StoppablePause pause) {
		return new DeregisterTargets(properties, presence, survey, book, membership, arrival, watch, settings,
				this.backoff, pause);
	}

	@Bean
	OwnGroups elbOwnGroups(TargetBook book, GroupKinds kinds) {
		return new OwnGroups(book, kinds);
	}

	@Bean
	LoadBalancers elbLoadBalancers(OwnGroups groups, LoadBalancingApi api) {
		return new LoadBalancers(groups, api);
	}

	@Bean
	GroupSettings elbGroupSettings(LoadBalancingApi api, TargetBook book, GroupKinds kinds,
			LoadBalancers loadBalancers) {
		return new GroupSettings(api, book, kinds, loadBalancers);
	}

	@Bean
	HealthPathCheck elbHealthPathCheck(OwnGroups groups, ElbProperties properties, ServerPort serverPort,
			ObjectProvider<HealthPaths> paths, ObjectProvider<DrainTerms> terms) {
		return new HealthPathCheck(groups, properties, serverPort, paths::getIfAvailable, () -> known(terms));
	}

	@Bean
	SlowHealthCheck elbSlowHealthCheck(OwnGroups groups, ElbProperties properties, ObjectProvider<DrainTerms> terms) {
		return new SlowHealthCheck(groups, properties, () -> known(terms));
	}

	@Bean
	DelayCheck elbDelayCheck(OwnGroups groups, Environment environment, ObjectProvider<DrainTerms> terms) {
		return new DelayCheck(groups,
				() -> Binder.get(environment)
					.bind("spot-aware.drain.long-lived", Duration.class)
					.orElse(Duration.ofSeconds(10)),
				() -> known(terms));
	}

	private static DrainTerms.@Nullable Known known(ObjectProvider<DrainTerms> terms) {
		DrainTerms told = terms.getIfAvailable();
		return (told != null) ? told.known() : null;
	}

	@Bean
	@ConditionalOnBooleanProperty(name = "spot-aware.elb.keep-last-target", matchIfMissing = true)
	KeepLastTarget keepLastTarget(Presence presence, Arrival arrival, LoadBalancingApi api, TargetBook book,
			Ticker ticker) {
		return new KeepLastTarget(presence, arrival, api, book, ticker, this.backoff);
	}

	@Bean
	WatchTargets watchTargets(TargetSurvey survey, TargetBook book) {
		return new WatchTargets(survey, book, this.backoff);
	}

	/**
	 * Learns the port where there can be a web server.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(WebServerInitializedEvent.class)
	static class WebServerConfiguration {

		@Bean
		ServerPortListener elbServerPortListener(ServerPort port) {
			return new ServerPortListener(port);
		}

	}

	/**
	 * Uses what Spring Cloud AWS configures.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(AwsClientBuilderConfigurer.class)
	@ConditionalOnBean(AwsClientBuilderConfigurer.class)
	static class SpringCloudAwsConfiguration {

		@Bean
		SpringCloudAwsClientSetup<ElasticLoadBalancingV2ClientBuilder> elbSpringCloudAwsClientSetup(
				AwsClientBuilderConfigurer configurer, ObjectProvider<AwsConnectionDetails> connectionDetails,
				ObjectProvider<AwsClientCustomizer<ElasticLoadBalancingV2ClientBuilder>> customizers,
				ObjectProvider<AwsSyncClientCustomizer> syncCustomizers) {
			return new SpringCloudAwsClientSetup<>(configurer, connectionDetails, customizers, syncCustomizers);
		}

	}

}
