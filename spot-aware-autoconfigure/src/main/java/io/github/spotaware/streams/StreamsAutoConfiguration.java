package io.github.spotaware.streams;

import java.time.Duration;
import java.util.SplittableRandom;

import io.github.spotaware.StreamPolicy;
import io.github.spotaware.Ticker;
import io.github.spotaware.Traffic;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.jetty.servlet.JettyServletWebServerFactory;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;
import org.springframework.http.codec.ServerCodecConfigurer;
import org.springframework.messaging.simp.config.ChannelRegistration;
import org.springframework.web.reactive.HandlerAdapter;
import org.springframework.web.reactive.config.WebFluxConfigurer;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerAdapter;
import org.springframework.web.socket.config.annotation.WebSocketMessageBrokerConfigurer;
import org.springframework.web.socket.server.support.WebSocketHttpRequestHandler;

/**
 * Auto-configuration that closes WebSocket sessions and ends event streams in a drain.
 */
@AutoConfiguration(afterName = "org.springframework.boot.grpc.server.autoconfigure.GrpcServerAutoConfiguration")
@Conditional(StreamsServed.class)
@EnableConfigurationProperties(StreamProperties.class)
public final class StreamsAutoConfiguration {

	@Bean
	OpenStreams spotAwareOpenStreams() {
		return new OpenStreams();
	}

	@Bean
	StreamThreads spotAwareStreamThreads() {
		return new StreamThreads();
	}

	@Bean
	CloseStreamsStep spotAwareCloseStreamsStep(OpenStreams streams, StreamThreads threads,
			ObjectProvider<StreamPolicy> policies, ObjectProvider<Traffic> traffic, Ticker ticker,
			StreamProperties properties, Environment environment) {
		Duration quiet = duration(environment, "spot-aware.drain.quiet-period", Duration.ofSeconds(3));
		Duration patience = duration(environment, "spot-aware.drain.long-lived", Duration.ofSeconds(10));
		return new CloseStreamsStep(streams, new Farewells(policies::orderedStream, threads::execute),
				new Silence(traffic, ticker, quiet), new Spread(properties.spread(), new SplittableRandom()), ticker,
				properties, patience);
	}

	@Bean
	ForeignStreams spotAwareForeignStreams(OpenStreams streams, CloseStreamsStep step) {
		return new ForeignStreams(streams, step);
	}

	@Bean
	RemainingStreams spotAwareRemainingStreams(CloseStreamsStep step) {
		return new RemainingStreams(step);
	}

	private static Duration duration(Environment environment, String name, Duration fallback) {
		return Binder.get(environment).bind(name, Duration.class).orElse(fallback);
	}

	/**
	 * For event streams of Spring MVC.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
	@ConditionalOnClass({ Filter.class, RequestMappingHandlerAdapter.class })
	@ConditionalOnBooleanProperty(name = StreamProperties.PREFIX + ".close", matchIfMissing = true)
	static class ServletConfiguration {

		@Bean
		static ServletEventStreams spotAwareEventStreams(ObjectProvider<OpenStreams> streams,
				ObjectProvider<StreamProperties> properties) {
			return new ServletEventStreams(streams, properties);
		}

	}

	/**
	 * For WebSocket sessions of Spring MVC.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
	@ConditionalOnClass({ Filter.class, RequestMappingHandlerAdapter.class, WebSocketHttpRequestHandler.class })
	@ConditionalOnBooleanProperty(name = StreamProperties.PREFIX + ".close", matchIfMissing = true)
	static class ServletWebSocketConfiguration {

		@Bean
		ServletWebSockets spotAwareWebSockets(OpenStreams streams) {
			return new ServletWebSockets(streams);
		}

	}

	/**
	 * For STOMP over them.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
	@ConditionalOnClass({ Filter.class, RequestMappingHandlerAdapter.class, WebSocketMessageBrokerConfigurer.class,
			ChannelRegistration.class })
	@ConditionalOnBooleanProperty(name = StreamProperties.PREFIX + ".close", matchIfMissing = true)
	static class StompConfiguration {

		@Bean
		@Order(Ordered.LOWEST_PRECEDENCE)
		WebSocketMessageBrokerConfigurer spotAwareStompMessages(ServletWebSockets sockets) {
			StompMessages messages = new StompMessages(sockets);
			return new WebSocketMessageBrokerConfigurer() {

				@Override
				public void configureClientInboundChannel(ChannelRegistration registration) {
					registration.interceptors(messages);
				}

				@Override
				public void configureClientOutboundChannel(ChannelRegistration registration) {
					registration.interceptors(messages);
				}

			};
		}

	}

	/**
	 * For Spring WebFlux.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.REACTIVE)
	@ConditionalOnClass(WebFluxConfigurer.class)
	@ConditionalOnBooleanProperty(name = StreamProperties.PREFIX + ".close", matchIfMissing = true)
	static class ReactiveConfiguration {

		@Bean
		ReactiveWebSockets spotAwareWebSockets(ObjectProvider<HandlerAdapter> adapters, OpenStreams streams,
				Ticker ticker) {
			return new ReactiveWebSockets(adapters::orderedStream, streams, ticker);
		}

		@Bean
		@Order(Ordered.LOWEST_PRECEDENCE)
		WebFluxConfigurer spotAwareEventStreams(OpenStreams streams, StreamProperties properties) {
			return new WebFluxConfigurer() {

				@Override
				public void configureHttpMessageCodecs(ServerCodecConfigurer configurer) {
					configurer.customCodecs()
						.register(new EventStreamWriter(configurer::getWriters, streams, properties.retry()));
				}

			};
		}

	}

	/**
	 * For Jetty, which answers what it has no answer to with 200.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
	@ConditionalOnClass({ Filter.class, JettyServletWebServerFactory.class })
	static class JettyConfiguration {

		@Bean
		UnansweredRequests spotAwareUnansweredRequests() {
			return new UnansweredRequests();
		}

		@Bean
		FilterRegistrationBean<UnansweredRequests> spotAwareUnansweredRequestsFilter(UnansweredRequests requests) {
			FilterRegistrationBean<UnansweredRequests> registration = new FilterRegistrationBean<>(requests);
			registration.setName("spotAwareUnansweredRequests");
			registration.setOrder(Ordered.HIGHEST_PRECEDENCE);
			registration.setDispatcherTypes(DispatcherType.REQUEST);
			registration.setAsyncSupported(true);
			return registration;
		}

	}

}
