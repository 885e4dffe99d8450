package io.github.spotaware.elb;

import java.net.URI;
import java.util.List;
import java.util.Random;
import java.util.function.BooleanSupplier;

import io.github.spotaware.Check;
import io.github.spotaware.DrainStep;
import io.github.spotaware.TargetGroupLocator;
import io.github.spotaware.TargetLocator;
import io.github.spotaware.TargetView;
import io.github.spotaware.aws.Findings;
import io.github.spotaware.aws.LazyClient;
import io.github.spotaware.testsupport.SimulatedTime;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2ClientBuilder;

import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.test.util.ReflectionTestUtils;

/**
 * The steps that concern target groups, as the auto-configuration puts them together, in
 * simulated time.
 *
 * @param steps the steps
 * @param view shows the targets
 * @param check tells what went wrong
 */
public record SimulatedSteps(List<DrainStep> steps, TargetView view, Check check) {

	private static final int PORT = 8080;

	/**
	 * Put them together.
	 * @param client what calls the API
	 * @param configured the ARNs of configured groups
	 * @param locator what knows more groups, or {@code null}
	 * @param always whether to deregister on every platform
	 * @param accepting whether the application accepts traffic
	 * @param random what all jitter is drawn from
	 * @param time the time
	 */
	public static SimulatedSteps of(ElasticLoadBalancingV2Client client, List<String> configured,
			@Nullable TargetGroupLocator locator, boolean always, BooleanSupplier accepting, Random random,
			SimulatedTime time) {
		DefaultListableBeanFactory beans = new DefaultListableBeanFactory();
		beans.registerSingleton("client", client);
		if (locator != null) {
			beans.registerSingleton("groupLocator", locator);
		}
		ElbProperties properties = new ElbProperties(
				always ? ElbProperties.Deregister.TRUE : ElbProperties.Deregister.AUTO, false, configured, null, null,
				true);
		Findings findings = new Findings();
		LazyClient<ElasticLoadBalancingV2Client, ElasticLoadBalancingV2ClientBuilder> lazy = new LazyClient<>(
				beans.getBeanProvider(ElasticLoadBalancingV2Client.class), ElasticLoadBalancingV2Client::builder,
				new ElbFixture.TestSetup(URI.create("http://127.0.0.1:1")));
		LoadBalancingApi api = new LoadBalancingApi(lazy, findings);
		ServerPort port = new ServerPort();
		port.set(PORT);
		TargetGroups groups = new TargetGroups(configured, beans.getBeanProvider(TargetGroupLocator.class), findings);
		GroupKinds kinds = new GroupKinds(api, findings);
		TargetsInGroups inGroups = new TargetsInGroups(properties, groups, kinds, port, api, findings);
		beans.registerSingleton("inGroups", inGroups);
		TargetBook book = new TargetBook();
		TargetSurvey survey = new TargetSurvey(beans.getBeanProvider(TargetLocator.class), api, book, findings,
				time.ticker());
		Membership membership = new Membership(api, book, time.ticker());
		ReflectionTestUtils.setField(membership, "calls", time.new Lock());
		Presence presence = new Presence(accepting);
		Backoff backoff = new Backoff(random::nextDouble);
		Background background = new Background(time::begin, time::pause, backoff);
		GroupSettings settings = new GroupSettings(api, book, kinds,
				new LoadBalancers(new OwnGroups(book, kinds), api));
		HealthWatch watch = new HealthWatch(presence, survey, book, settings, findings, time.ticker(), background);
		Arrival arrival = new Arrival(false, presence, survey, membership, watch, findings, background);
		return new SimulatedSteps(List.of(new KeepLastTarget(presence, arrival, api, book, time.ticker(), backoff),
				new DeregisterTargets(properties, presence, survey, book, membership, arrival, watch, settings, backoff,
						time::pause),
				new WatchTargets(survey, book, backoff)), watch, findings);
	}

}
