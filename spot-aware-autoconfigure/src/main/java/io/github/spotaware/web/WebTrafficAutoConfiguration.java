package io.github.spotaware.web;

import io.github.spotaware.Ticker;
import io.github.spotaware.Traffic;
import io.netty.handler.codec.http2.Http2FrameCodec;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import org.eclipse.jetty.http2.HTTP2Connection;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.jetty.ConfigurableJettyWebServerFactory;
import org.springframework.boot.jetty.JettyWebServerFactory;
import org.springframework.boot.reactor.netty.NettyReactiveWebServerFactory;
import org.springframework.boot.tomcat.TomcatWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.ImportRuntimeHints;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;
import org.springframework.http.server.reactive.HttpHandler;

/**
 * Auto-configuration that watches the traffic of a web application. A {@link Traffic}
 * bean of the application replaces ours.
 */
@AutoConfiguration
@ConditionalOnWebApplication
@EnableConfigurationProperties(WebProperties.class)
public final class WebTrafficAutoConfiguration {

	@Bean
	WebTraffic spotAwareWebTraffic(Ticker ticker, WebProperties properties) {
		return new WebTraffic(ticker, properties.longLived());
	}

	@Bean
	Http2Connections spotAwareHttp2Connections() {
		return new Http2Connections();
	}

	@Bean
	KeptConnections spotAwareKeptConnections() {
		return new KeptConnections();
	}

	@Bean
	CloseConnectionsStep spotAwareCloseConnectionsStep(WebTraffic traffic, Http2Connections http2, KeptConnections kept,
			WebProperties properties) {
		return new CloseConnectionsStep(traffic, http2, kept, properties.connectionClose());
	}

	@Bean
	DrainMark spotAwareDrainMark() {
		return new DrainMark();
	}

	@Bean
	Http2Check spotAwareHttp2Check(ApplicationContext context, Http2Connections http2, WebProperties properties) {
		return new Http2Check(context, http2, properties.connectionClose());
	}

	@Bean
	LastRequests spotAwareLastRequests(WebTraffic traffic, KeptConnections kept, Http2Connections http2) {
		return new LastRequests(traffic, kept, http2);
	}

	@Bean
	@ConditionalOnMissingBean
	Traffic spotAwareTraffic(WebTraffic traffic) {
		return traffic::snapshot;
	}

	/**
	 * For a servlet container.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
	@ConditionalOnClass(Filter.class)
	static class ServletConfiguration {

		@Bean
		FilterRegistrationBean<ServletTrafficFilter> spotAwareTrafficFilter(WebTraffic traffic,
				CloseConnectionsStep connections, DrainMark mark, WebProperties properties, Environment environment) {
			NotTraffic notTraffic = NotTraffic.of(environment, environment.getProperty("spring.mvc.servlet.path", "/"),
					properties.ignoredPaths());
			FilterRegistrationBean<ServletTrafficFilter> registration = new FilterRegistrationBean<>(
					new ServletTrafficFilter(traffic, connections, mark, notTraffic));
			registration.setName("spotAwareTrafficFilter");
			registration.setOrder(Ordered.HIGHEST_PRECEDENCE);
			registration.setDispatcherTypes(DispatcherType.REQUEST);
			registration.setAsyncSupported(true);
			return registration;
		}

	}

	/**
	 * For a reactive server.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.REACTIVE)
	@ConditionalOnClass(HttpHandler.class)
	static class ReactiveConfiguration {

		@Bean
		static CountReactiveTraffic spotAwareCountReactiveTraffic(ObjectProvider<WebTraffic> traffic,
				ObjectProvider<CloseConnectionsStep> connections, ObjectProvider<DrainMark> mark,
				ObjectProvider<WebProperties> properties, Environment environment) {
			return new CountReactiveTraffic(traffic, connections, mark, properties, environment);
		}

	}

	/**
	 * For Tomcat's connections.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(TomcatWebServerFactory.class)
	@ImportRuntimeHints({ TomcatKeptConnections.Hints.class, TomcatRequest.Hints.class })
	static class TomcatConfiguration {

		@Bean
		@Order(Ordered.LOWEST_PRECEDENCE)
		WebServerFactoryCustomizer<TomcatWebServerFactory> spotAwareTomcatHttp2Customizer(Http2Connections http2) {
			return new TomcatHttp2(http2)::addTo;
		}

		@Bean
		@Order(Ordered.LOWEST_PRECEDENCE)
		WebServerFactoryCustomizer<TomcatWebServerFactory> spotAwareTomcatConnectionsCustomizer(KeptConnections kept) {
			return (factory) -> new TomcatKeptConnections().addTo(factory, kept);
		}

	}

	/**
	 * For Jetty: where it applies forwarded headers itself, and its connections.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(ConfigurableJettyWebServerFactory.class)
	static class JettyConfiguration {

		@Bean
		@Order(Ordered.LOWEST_PRECEDENCE)
		WebServerFactoryCustomizer<JettyWebServerFactory> spotAwareJettyPeerAddressCustomizer() {
			return JettyPeerAddress::addIfNeeded;
		}

		@Bean
		WebServerFactoryCustomizer<ConfigurableJettyWebServerFactory> spotAwareJettyConnectionsCustomizer(
				KeptConnections kept) {
			return (factory) -> new JettyKeptConnections().addTo(factory, kept);
		}

	}

	/**
	 * For Jetty's HTTP/2 connections, where it has any.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass({ ConfigurableJettyWebServerFactory.class, HTTP2Connection.class })
	static class JettyHttp2Configuration {

		@Bean
		WebServerFactoryCustomizer<ConfigurableJettyWebServerFactory> spotAwareJettyHttp2Customizer(
				Http2Connections http2) {
			return new JettyHttp2(http2)::addTo;
		}

	}

	/**
	 * For Reactor Netty's HTTP/2 connections.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass({ NettyReactiveWebServerFactory.class, Http2FrameCodec.class })
	static class ReactorNettyHttp2Configuration {

		@Bean
		WebServerFactoryCustomizer<NettyReactiveWebServerFactory> spotAwareReactorNettyHttp2Customizer(
				Http2Connections http2) {
			return new ReactorNettyHttp2(http2)::addTo;
		}

	}

}
