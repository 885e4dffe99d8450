package io.github.spotaware.elb;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;

import io.github.spotaware.Finding;
import io.github.spotaware.TargetGroupLocator;
import io.github.spotaware.TargetLocator;
import io.github.spotaware.Ticker;
import io.github.spotaware.aws.ClientSetup;
import io.github.spotaware.aws.Findings;
import io.github.spotaware.aws.LazyClient;
import io.github.spotaware.test.elb.ApiCall;
import io.github.spotaware.test.elb.FakeLoadBalancing;
import io.github.spotaware.test.elb.FakeTargetGroup;
import io.github.spotaware.test.elb.TargetGroupSettings;
import io.github.spotaware.test.wire.Fault;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2ClientBuilder;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;

/**
 * Both steps with all that they need, before a fake load balancing API.
 */
final class ElbFixture implements AutoCloseable {

	static final String ID = "i-0123456789abcdef0";

	static final int PORT = 8080;

	final FakeLoadBalancing aws;

	final RecordingDrain drain = new RecordingDrain();

	final Findings findings = new Findings();

	final TargetBook book = new TargetBook();

	ServerPort port = new ServerPort();

	private final DefaultListableBeanFactory beans = new DefaultListableBeanFactory();

	/**
	 * What was begun beside a drain and did not run yet.
	 */
	final Queue<Runnable> tasks = new ArrayDeque<>();

	final LoadBalancingApi api;

	final GroupKinds kinds;

	final TargetSurvey survey;

	final Membership membership;

	final Presence presence = new Presence(() -> this.accepting);

	final HealthWatch watch;

	/**
	 * Of load balancers that no test is told of, unless it asks for it.
	 */
	final GroupSettings settings;

	boolean accepting = true;

	private final Backoff backoff = new Backoff(() -> 1.0);

	private final Background background = new Background(this.tasks::add, this.drain::pause, this.backoff);

	private final LazyClient<ElasticLoadBalancingV2Client, ElasticLoadBalancingV2ClientBuilder> client;

	private int forgotten;

	ElbFixture(FakeLoadBalancing aws) {
		this.aws = aws;
		aws.reset();
		this.port.set(PORT);
		this.client = new LazyClient<>(none(ElasticLoadBalancingV2Client.class), ElasticLoadBalancingV2Client::builder,
				new TestSetup(aws.endpoint()));
		this.api = new LoadBalancingApi(this.client, this.findings);
		this.kinds = new GroupKinds(this.api, this.findings);
		this.survey = new TargetSurvey(this.beans.getBeanProvider(TargetLocator.class), this.api, this.book,
				this.findings, this.drain);
		this.membership = new Membership(this.api, this.book, this.drain);
		GroupKinds unknown = new GroupKinds(this.api, this.findings);
		this.settings = new GroupSettings(this.api, this.book, unknown,
				new LoadBalancers(new OwnGroups(this.book, unknown), this.api));
		this.watch = new HealthWatch(this.presence, this.survey, this.book, this.settings, this.findings, this.drain,
				this.background);
	}

	static <T> ObjectProvider<T> none(Class<T> type) {
		return new DefaultListableBeanFactory().getBeanProvider(type);
	}

	static Fault answer(String fixture) {
		return new Fault.Malformed(text(fixture));
	}

	static String text(String fixture) {
		try (InputStream in = ElbFixture.class.getResourceAsStream("/fixtures/" + fixture)) {
			return new String(in.readAllBytes(), StandardCharsets.UTF_8);
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

	FakeTargetGroup group(String name) {
		return group(name, TargetGroupSettings.instance(PORT).withDeregistrationDelay(Duration.ofSeconds(60)));
	}

	FakeTargetGroup group(String name, TargetGroupSettings settings) {
		return this.aws.createTargetGroup(name, settings);
	}

	FakeTargetGroup registered(String name) {
		FakeTargetGroup group = group(name);
		group.register(ID, PORT);
		group.healthy(ID, PORT);
		return group;
	}

	TargetsInGroups configured(@Nullable String id, @Nullable Integer port, String... arns) {
		ElbProperties properties = new ElbProperties(ElbProperties.Deregister.AUTO, false, List.of(arns), id, port,
				true);
		return new TargetsInGroups(
				properties, new TargetGroups(properties.targetGroupArns(),
						this.beans.getBeanProvider(TargetGroupLocator.class), this.findings),
				this.kinds, this.port, this.api, this.findings);
	}

	/**
	 * What finds us in the groups that the platform knows of.
	 */
	ElbFixture inGroupsOf(TargetGroupLocator locator) {
		this.beans.registerSingleton("groups" + this.beans.getSingletonCount(), locator);
		return this;
	}

	ElbFixture locatedBy(TargetLocator locator) {
		this.beans.registerSingleton("locator" + this.beans.getSingletonCount(), locator);
		return this;
	}

	ElbFixture locatedIn(FakeTargetGroup... groups) {
		return locatedBy(
				configured(null, null, List.of(groups).stream().map(FakeTargetGroup::arn).toArray(String[]::new)));
	}

	DeregisterTargets deregisterTargets() {
		return deregisterTargets(ElbProperties.Deregister.AUTO);
	}

	DeregisterTargets deregisterTargets(ElbProperties.Deregister deregister) {
		return deregisterTargets(deregister, false);
	}

	/**
	 * The step of an application that registers itself.
	 */
	DeregisterTargets registering() {
		return deregisterTargets(ElbProperties.Deregister.AUTO, true);
	}

	private DeregisterTargets deregisterTargets(ElbProperties.Deregister deregister, boolean register) {
		ElbProperties properties = new ElbProperties(deregister, register, List.of(), null, null, true);
		return new DeregisterTargets(properties, this.presence, this.survey, this.book, this.membership,
				arrival(register), this.watch, this.settings, this.backoff, this.drain::pause);
	}

	private Arrival arrival(boolean register) {
		return new Arrival(register, this.presence, this.survey, this.membership, this.watch, this.findings,
				this.background);
	}

	KeepLastTarget keepLastTarget() {
		return keepLastTarget(this.presence, this.book, this.drain);
	}

	KeepLastTarget keepLastTarget(Presence present, TargetBook targets, Ticker ticker) {
		return new KeepLastTarget(present, arrival(false), this.api, targets, ticker, this.backoff);
	}

	/**
	 * Run what was begun, and what that begins.
	 */
	void runTasks() {
		for (Runnable task = this.tasks.poll(); task != null; task = this.tasks.poll()) {
			task.run();
		}
	}

	WatchTargets watchTargets() {
		return new WatchTargets(this.survey, this.book, this.backoff);
	}

	List<String> actions() {
		return calls().stream().map(ApiCall::action).toList();
	}

	List<ApiCall> calls() {
		List<ApiCall> calls = this.aws.calls();
		return calls.subList(this.forgotten, calls.size());
	}

	List<ApiCall> calls(String action) {
		return calls().stream().filter((call) -> call.action().equals(action)).toList();
	}

	void forgetCalls() {
		this.forgotten = this.aws.calls().size();
	}

	List<String> findingIds() {
		return this.findings.findings().stream().map(Finding::id).toList();
	}

	@Override
	public void close() {
		this.client.close();
	}

	/**
	 * Sets up a client of the fake.
	 *
	 * @param endpoint where the fake is
	 */
	record TestSetup(URI endpoint) implements ClientSetup<ElasticLoadBalancingV2ClientBuilder> {

		@Override
		public void configure(ElasticLoadBalancingV2ClientBuilder builder, String region) {
			builder.endpointOverride(this.endpoint)
				.region(Region.of(region))
				.credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("id", "secret")));
		}

		@Override
		public boolean bringsHttpClient() {
			return false;
		}

	}

}
