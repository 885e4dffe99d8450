package io.github.spotaware.web;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.core.env.Environment;
import org.springframework.http.server.reactive.HttpHandler;

/**
 * Puts {@link ReactiveTraffic} before what handles the requests of this application
 * context, whoever defines it. A management server on a port of its own has another
 * context.
 */
final class CountReactiveTraffic implements BeanPostProcessor {

	private final ObjectProvider<WebTraffic> traffic;

	private final ObjectProvider<CloseConnectionsStep> connections;

	private final ObjectProvider<DrainMark> mark;

	private final ObjectProvider<WebProperties> properties;

	private final Environment environment;

	CountReactiveTraffic(ObjectProvider<WebTraffic> traffic, ObjectProvider<CloseConnectionsStep> connections,
			ObjectProvider<DrainMark> mark, ObjectProvider<WebProperties> properties, Environment environment) {
		this.traffic = traffic;
		this.connections = connections;
		this.mark = mark;
		this.properties = properties;
		this.environment = environment;
	}

	@Override
	public Object postProcessAfterInitialization(Object bean, String beanName) {
		return (bean instanceof HttpHandler handler) ? new ReactiveTraffic(handler, this.traffic.getObject(),
				this.connections.getObject(), this.mark.getObject(), notTraffic()) : bean;
	}

	private NotTraffic notTraffic() {
		return NotTraffic.of(this.environment, "/", this.properties.getObject().ignoredPaths())
			.under(basePath(this.environment));
	}

	/**
	 * Return the path below which Boot puts a reactive application, in the form it gives
	 * it: with a slash before and none behind.
	 */
	static String basePath(Environment environment) {
		String path = environment.getProperty("spring.webflux.base-path", "").strip();
		String end = path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
		return (end.isEmpty() || end.startsWith("/")) ? end : "/" + end;
	}

}
