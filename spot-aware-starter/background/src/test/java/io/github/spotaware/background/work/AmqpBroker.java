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
 * A broker that speaks AMQP 0-9-1, as RabbitMQ does, on a port of its own.
 */
final class AmqpBroker implements AutoCloseable {

	private final Configured configured = new Configured();

	private final SystemLauncher launcher = new SystemLauncher(this.configured);

	static AmqpBroker start() throws Exception {
		AmqpBroker broker = new AmqpBroker();
		Map<String, Object> attributes = new HashMap<>();
		attributes.put("type", "Memory");
		attributes.put("initialConfigurationLocation",
				String.valueOf(AmqpBroker.class.getResource("amqp-broker.json")));
		attributes.put("startupLoggedToSystemOut", "false");
		broker.launcher.startup(attributes);
		return broker;
	}

	int port() {
		SystemConfig<?> system = Objects.requireNonNull(this.configured.system);
		ConfiguredObject<?> broker = system.getChildren(Broker.class).iterator().next();
		Port<?> port = broker.getChildren(Port.class).iterator().next();
		return port.getBoundPort();
	}

	@Override
	public void close() {
		this.launcher.shutdown();
	}

	private static final class Configured extends SystemLauncherListener.DefaultSystemLauncherListener {

		private @Nullable SystemConfig<?> system;

		@Override
		public void onContainerResolve(SystemConfig<?> systemConfig) {
			this.system = systemConfig;
		}

	}

}
