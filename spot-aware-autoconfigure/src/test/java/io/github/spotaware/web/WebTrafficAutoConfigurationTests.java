package io.github.spotaware.web;

import java.util.Objects;

import io.github.spotaware.DrainStep;
import io.github.spotaware.InvalidPropertyException;
import io.github.spotaware.Ticker;
import io.github.spotaware.Traffic;
import jakarta.servlet.DispatcherType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.context.runner.ReactiveWebApplicationContextRunner;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.boot.webflux.autoconfigure.WebFluxProperties;
import org.springframework.core.Ordered;
import org.springframework.http.server.reactive.HttpHandler;
import org.springframework.mock.env.MockEnvironment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;

class WebTrafficAutoConfigurationTests {

	private static final AutoConfigurations OURS = AutoConfigurations.of(WebTrafficAutoConfiguration.class,
			WebChecksAutoConfiguration.class);

	private final WebApplicationContextRunner servlet = new WebApplicationContextRunner().withConfiguration(OURS)
		.withBean(Ticker.class, FakeTicker::new);

	private final ReactiveWebApplicationContextRunner reactive = new ReactiveWebApplicationContextRunner()
		.withConfiguration(OURS)
		.withBean(Ticker.class, FakeTicker::new);

	@Test
	void contextWhenNotAWebApplicationHasNothing() {
		new ApplicationContextRunner().withConfiguration(OURS).run((context) -> {
			assertThat(context).doesNotHaveBean(Traffic.class);
			assertThat(context).doesNotHaveBean(DrainStep.class);
		});
	}

	@Test
	void contextWhenServletHasAFilterBeforeAllOthers() {
		this.servlet.run((context) -> {
			assertThat(context).hasSingleBean(Traffic.class).hasSingleBean(DrainStep.class);
			assertThat(context).doesNotHaveBean(CountReactiveTraffic.class);
			FilterRegistrationBean<?> registration = context.getBean(FilterRegistrationBean.class);
			assertThat(registration.getOrder()).isEqualTo(Ordered.HIGHEST_PRECEDENCE);
			assertThat(registration.isAsyncSupported()).isTrue();
			assertThat(registration.determineDispatcherTypes()).containsExactly(DispatcherType.REQUEST);
			assertThat(context.getBean(Traffic.class).snapshot().everServed()).isFalse();
		});
	}

	@Test
	void contextWhenReactiveCountsBeforeAnyHandler() {
		HttpHandler users = mock();
		this.reactive.withBean(HttpHandler.class, () -> users).run((context) -> {
			assertThat(context).hasSingleBean(Traffic.class).hasSingleBean(DrainStep.class);
			assertThat(context).doesNotHaveBean(FilterRegistrationBean.class);
			assertThat(context.getBean(HttpHandler.class)).isInstanceOf(ReactiveTraffic.class);
		});
	}

	@ParameterizedTest
	@CsvSource({ "'',''", "/,''", "shop,/shop", "/shop,/shop", "/shop/,/shop", "' /a/b/ ',/a/b" })
	void basePathIsThatOfBoot(String configured, String expected) {
		assertThat(CountReactiveTraffic
			.basePath(new MockEnvironment().withProperty("spring.webflux.base-path", configured))).isEqualTo(expected);
		WebFluxProperties boots = new WebFluxProperties();
		boots.setBasePath(configured);
		assertThat(Objects.requireNonNullElse(boots.getBasePath(), "")).isEqualTo(expected);
	}

	@Test
	void contextWhenThereIsNoTomcatStarts() {
		this.servlet.withClassLoader(new FilteredClassLoader("org.springframework.boot.tomcat", "org.apache.catalina"))
			.run((context) -> assertThat(context).hasSingleBean(Traffic.class));
	}

	@Test
	void contextWhenThereIsNoNettyStarts() {
		this.servlet.withClassLoader(new FilteredClassLoader("org.springframework.boot.reactor.netty", "io.netty"))
			.run((context) -> assertThat(context).hasSingleBean(Traffic.class)
				.doesNotHaveBean("spotAwareReactorNettyHttp2Customizer"));
	}

	@Test
	void contextWhenThereIsNoJettyStarts() {
		this.servlet.withClassLoader(new FilteredClassLoader("org.springframework.boot.jetty", "org.eclipse.jetty"))
			.run((context) -> assertThat(context).hasSingleBean(Traffic.class)
				.doesNotHaveBean("spotAwareJettyHttp2Customizer"));
	}

	@Test
	void contextWhenThereIsNoServletApiStarts() {
		this.reactive.withClassLoader(new FilteredClassLoader("jakarta.servlet", "org.apache.catalina"))
			.run((context) -> assertThat(context).hasSingleBean(CountReactiveTraffic.class));
	}

	@Test
	void contextWhenUserHasTrafficTakesIt() {
		Traffic users = mock();
		this.servlet.withBean(Traffic.class, () -> users).run((context) -> {
			assertThat(context.getBean(Traffic.class)).isSameAs(users);
			assertThat(context).hasSingleBean(CloseConnectionsStep.class).hasSingleBean(FilterRegistrationBean.class);
		});
	}

	@Test
	void contextWhenPropertyIsInvalidFails() {
		this.servlet.withPropertyValues("spot-aware.drain.long-lived=0s")
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOf(InvalidPropertyException.class));
	}

}
