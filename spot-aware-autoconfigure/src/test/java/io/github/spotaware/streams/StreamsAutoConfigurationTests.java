package io.github.spotaware.streams;

import java.util.concurrent.Executor;

import io.github.spotaware.DrainStep;
import io.github.spotaware.InvalidPropertyException;
import io.github.spotaware.Ticker;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.context.runner.ReactiveWebApplicationContextRunner;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.boot.webmvc.autoconfigure.WebMvcAutoConfiguration;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerAdapter;
import org.springframework.web.socket.config.annotation.WebSocketMessageBrokerConfigurer;

import static org.assertj.core.api.Assertions.assertThat;

class StreamsAutoConfigurationTests {

	private static final AutoConfigurations OURS = AutoConfigurations.of(StreamsAutoConfiguration.class);

	private final WebApplicationContextRunner servlet = new WebApplicationContextRunner().withConfiguration(OURS)
		.withBean("ticker", Ticker.class, () -> System::nanoTime);

	private final ReactiveWebApplicationContextRunner reactive = new ReactiveWebApplicationContextRunner()
		.withConfiguration(OURS)
		.withBean("ticker", Ticker.class, () -> System::nanoTime);

	@Test
	void contextWhenNotAWebApplicationHasNothing() {
		new ApplicationContextRunner().withConfiguration(OURS)
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(DrainStep.class));
	}

	@Test
	void contextWhenServletSeesSessionsAndEventStreams() {
		this.servlet.withConfiguration(AutoConfigurations.of(WebMvcAutoConfiguration.class)).run((context) -> {
			assertThat(context.getBean(DrainStep.class).name()).isEqualTo("close-streams");
			assertThat(context).hasSingleBean(ServletWebSockets.class)
				.hasSingleBean(WebSocketMessageBrokerConfigurer.class)
				.doesNotHaveBean(ReactiveWebSockets.class);
			assertThat(context.getBean(RequestMappingHandlerAdapter.class).getReturnValueHandlers())
				.hasAtLeastOneElementOfType(EventStreamReturnValues.class);
		});
	}

	/**
	 * Boot's executor backs off for another, and an application may have one to inject by
	 * type.
	 */
	@Test
	void contextHasNoExecutorOfOurs() {
		this.servlet
			.run((context) -> assertThat(context).hasSingleBean(StreamThreads.class).doesNotHaveBean(Executor.class));
	}

	@Test
	void contextWhenReactiveSeesSessions() {
		this.reactive.run((context) -> assertThat(context).hasSingleBean(DrainStep.class)
			.hasSingleBean(ReactiveWebSockets.class)
			.doesNotHaveBean(ServletWebSockets.class));
	}

	@Test
	void contextWhenThereIsNoWebSocketSupportStarts() {
		this.servlet
			.withClassLoader(new FilteredClassLoader("org.springframework.web.socket", "org.springframework.messaging"))
			.run((context) -> assertThat(context).hasSingleBean(DrainStep.class)
				.hasSingleBean(ServletEventStreams.class)
				.doesNotHaveBean("spotAwareWebSockets")
				.doesNotHaveBean("spotAwareStompMessages"));
	}

	@Test
	void contextWhenThereIsNoMessagingStarts() {
		this.servlet.withClassLoader(new FilteredClassLoader("org.springframework.messaging"))
			.run((context) -> assertThat(context).hasSingleBean(ServletWebSockets.class)
				.doesNotHaveBean("spotAwareStompMessages"));
	}

	@Test
	void contextWhenThereIsNoReactorStarts() {
		this.servlet
			.withClassLoader(
					new FilteredClassLoader("reactor", "org.reactivestreams", "org.springframework.web.reactive"))
			.withConfiguration(AutoConfigurations.of(WebMvcAutoConfiguration.class))
			.run((context) -> assertThat(context).hasNotFailed().hasSingleBean(DrainStep.class));
	}

	@Test
	void contextWhenThereIsNoJettyStarts() {
		this.servlet.withClassLoader(new FilteredClassLoader("org.springframework.boot.jetty", "org.eclipse.jetty"))
			.run((context) -> assertThat(context).hasSingleBean(DrainStep.class)
				.doesNotHaveBean(UnansweredRequests.class));
	}

	@Test
	void contextWhenThereIsNoServletApiStarts() {
		this.reactive.withClassLoader(new FilteredClassLoader("jakarta.servlet", "org.springframework.web.servlet"))
			.run((context) -> assertThat(context).hasSingleBean(ReactiveWebSockets.class));
	}

	@Test
	void contextWhenCloseIsOffSeesNothing() {
		this.servlet.withPropertyValues("spot-aware.drain.streams.close=false")
			.run((context) -> assertThat(context).hasSingleBean(DrainStep.class)
				.doesNotHaveBean(ServletEventStreams.class)
				.doesNotHaveBean("spotAwareWebSockets"));
	}

	@Test
	void contextWhenPropertyIsInvalidFails() {
		this.servlet.withPropertyValues("spot-aware.drain.streams.spread=-1s")
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOf(InvalidPropertyException.class));
	}

}
