package io.github.spotaware.web;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import org.apache.catalina.connector.Connector;
import org.apache.coyote.AbstractProtocol;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.tomcat.TomcatWebServerFactory;

/**
 * Reads from Tomcat's connectors how long they keep an idle connection. A negative time
 * means for ever.
 */
final class TomcatIdleLimit implements IdleLimits.Server {

	private final List<Connector> connectors = new CopyOnWriteArrayList<>();

	void addTo(TomcatWebServerFactory factory, IdleLimits limits) {
		factory.addConnectorCustomizers(this.connectors::add);
		this.connectors.addAll(factory.getAdditionalConnectors());
		limits.add(this);
	}

	@Override
	public @Nullable IdleLimit limit() {
		return this.connectors.stream()
			.map(Connector::getProtocolHandler)
			.filter(AbstractProtocol.class::isInstance)
			.map((handler) -> ((AbstractProtocol<?>) handler).getKeepAliveTimeout())
			.filter((millis) -> millis >= 0)
			.min(Integer::compare)
			.map((millis) -> new IdleLimit(Duration.ofMillis(millis), "server.tomcat.keep-alive-timeout"))
			.orElse(null);
	}

}
