package io.github.spotaware.background.work;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

import org.apache.qpid.server.SystemLauncher;
import org.apache.qpid.server.SystemLauncherListener;
import org.apache.qpid.server.model.Broker;
import org.apache.qpid.server.model.ConfiguredObject;
import org.apache.qpid.server.model.Port;
import org.apache.qpid.server.model.SystemConfig;
import org.jspecify.annotations.Nullable;

/**
 * A broker that speaks AMQP 0-9-1, as RabbitMQ does, on a port of its own; or the
 * RabbitMQ of this machine whose port {@code -Dspot-aware.rabbitmq.port} names.
 */
final class AmqpBroker implements AutoCloseable {

	private static final @Nullable Integer RABBITMQ = Integer.getInteger("spot-aware.rabbitmq.port");

	private final Configured configured = new Configured();

	private final SystemLauncher launcher = new SystemLauncher(this.configured);

	static AmqpBroker start() throws Exception {
		AmqpBroker broker = new AmqpBroker();
		if (RABBITMQ != null) {
			return broker;
		}
		Map<String, Object> attributes = new HashMap<>();
		attributes.put("type", "Memory");
		attributes.put("initialConfigurationLocation",
				String.valueOf(AmqpBroker.class.getResource("amqp-broker.json")));
		attributes.put("startupLoggedToSystemOut", "false");
		broker.launcher.startup(attributes);
		return broker;
	}

	int port() {
		if (RABBITMQ != null) {
			return RABBITMQ;
		}
		SystemConfig<?> system = Objects.requireNonNull(this.configured.system);
		ConfiguredObject<?> broker = system.getChildren(Broker.class).iterator().next();
		Port<?> port = broker.getChildren(Port.class).iterator().next();
		return port.getBoundPort();
	}

	@Override
	public void close() {
		if (RABBITMQ == null) {
			this.launcher.shutdown();
		}
	}

	private static final class Configured extends SystemLauncherListener.DefaultSystemLauncherListener {

		private @Nullable SystemConfig<?> system;

		@Override
		public void onContainerResolve(SystemConfig<?> systemConfig) {
			this.system = systemConfig;
		}

	}

}
