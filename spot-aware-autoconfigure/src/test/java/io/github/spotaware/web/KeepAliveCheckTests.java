package io.github.spotaware.web;

import java.time.Duration;
import java.util.List;

import io.github.spotaware.Finding;
import io.github.spotaware.IdleTimeout;
import io.github.spotaware.LoadBalancerView;
import io.github.spotaware.Severity;
import io.github.spotaware.testsupport.Provided;
import io.github.spotaware.testsupport.ReactorNettyServer;
import io.github.spotaware.testsupport.TomcatServer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link KeepAliveCheck} and for what {@link IdleLimits} knows of real servers.
 */
class KeepAliveCheckTests {

	private static final String ARN = "arn:aws:elasticloadbalancing:eu-central-1:123456789012:loadbalancer/app/shop/0123456789abcdef";

	@Test
	void serverThatClosesFirstIsAFinding() {
		assertThat(find(Duration.ofSeconds(20), new IdleTimeout(ARN, Duration.ofSeconds(60), null))).singleElement()
			.satisfies((finding) -> {
				assertThat(finding.id()).isEqualTo("keep-alive-short");
				assertThat(finding.severity()).isEqualTo(Severity.WARNING);
				assertThat(finding.message()).contains("after 20 s", "for 60 s", "502", ARN);
				assertThat(finding.remedy()).isEqualTo("Set server.test to more than 60 s, such as '65s'.");
			});
	}

	@ParameterizedTest
	@CsvSource({ "59999, true", "60000, true", "60001, false", "65000, false" })
	void serverHasToWaitLongerThanTheLoadBalancer(long millis, boolean found) {
		assertThat(find(Duration.ofMillis(millis), new IdleTimeout(ARN, Duration.ofSeconds(60), null)).isEmpty())
			.isNotEqualTo(found);
	}

	@Test
	void loadBalancerThatDoesNotTellIsLeftUnchecked() {
		assertThat(find(Duration.ofMillis(20_500),
				new IdleTimeout(ARN, null, "DescribeLoadBalancerAttributes is not allowed: 'AccessDenied'")))
			.singleElement()
			.satisfies((finding) -> {
				assertThat(finding.id()).isEqualTo("keep-alive-short");
				assertThat(finding.severity()).isEqualTo(Severity.UNCHECKED);
				assertThat(finding.message()).contains("'AccessDenied'", "after 20.5 s", "default is 60 s");
				assertThat(finding.remedy()).contains("elasticloadbalancing:DescribeLoadBalancerAttributes",
						"server.test");
			});
	}

	@Test
	void serverThatNeverClosesIsFine() {
		assertThat(find(null, new IdleTimeout(ARN, Duration.ofSeconds(60), null))).isEmpty();
		assertThat(find(null, new IdleTimeout(ARN, null, "denied"))).isEmpty();
	}

	@Test
	void nothingIsFoundWithoutALoadBalancer() {
		assertThat(find(Duration.ofSeconds(1))).isEmpty();
	}

	@ParameterizedTest
	@CsvSource({ ", 60", "server.tomcat.connection-timeout=20s, 20", "server.tomcat.keep-alive-timeout=75s, 75" })
	void limitOfTomcatIsThatOfItsConnectors(@Nullable String property, int seconds) {
		assertThat(limit(WebApplicationType.SERVLET, property, ServletApplication.class, TomcatServer.class))
			.isEqualTo(new IdleLimit(Duration.ofSeconds(seconds), "server.tomcat.keep-alive-timeout"));
	}

	@Test
	void limitOfTomcatThatKeepsConnectionsForEverIsNone() {
		assertThat(limit(WebApplicationType.SERVLET, "server.tomcat.keep-alive-timeout=-1ms", ServletApplication.class,
				TomcatServer.class))
			.isNull();
	}

	@Test
	void limitOfReactorNettyIsNoneUnlessItIsSet() {
		assertThat(limit(WebApplicationType.REACTIVE, null, ReactiveApplication.class, ReactorNettyServer.class))
			.isNull();
		assertThat(limit(WebApplicationType.REACTIVE, "server.netty.idle-timeout=15s", ReactiveApplication.class,
				ReactorNettyServer.class))
			.isEqualTo(new IdleLimit(Duration.ofSeconds(15), "server.netty.idle-timeout"));
	}

	/**
	 * Return the limit of a real server.
	 */
	static @Nullable IdleLimit limit(WebApplicationType type, @Nullable String property, Class<?>... application) {
		try (ConfigurableApplicationContext context = new SpringApplicationBuilder(application)
			.sources(ServerTestBase.Common.class)
			.web(type)
			.properties("spot-aware.in-tests=true", "spot-aware.platform=none", "spring.cloud.aws.imds.enabled=false",
					"server.port=0", "spring.main.banner-mode=off", "spring.reactor.netty.shutdown-quiet-period=0s")
			.properties((property != null) ? new String[] { property } : new String[0])
			.run()) {
			return context.getBean(IdleLimits.class).shortest();
		}
	}

	private static List<Finding> find(@Nullable Duration ours, IdleTimeout... theirs) {
		IdleLimits limits = new IdleLimits();
		limits.add(() -> (ours != null) ? new IdleLimit(ours, "server.test") : null);
		LoadBalancerView view = new Balancers(List.of(theirs));
		return new KeepAliveCheck(limits, Provided.by(LoadBalancerView.class, view)).findings();
	}

	private record Balancers(List<IdleTimeout> idleTimeouts) implements LoadBalancerView {

		@Override
		public @Nullable Duration healthCheckLatency() {
			return null;
		}

	}

}
