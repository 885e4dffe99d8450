package io.github.spotaware.web;

import java.io.IOException;
import java.lang.reflect.Method;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.ReentrantLock;

import org.apache.catalina.connector.Connector;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.apache.coyote.AbstractProtocol;
import org.apache.coyote.ProtocolHandler;
import org.apache.tomcat.util.net.AbstractEndpoint;
import org.apache.tomcat.util.net.NioChannel;
import org.apache.tomcat.util.net.SocketEvent;
import org.apache.tomcat.util.net.SocketWrapperBase;
import org.jspecify.annotations.Nullable;

import org.springframework.aot.hint.ExecutableMode;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.RuntimeHintsRegistrar;
import org.springframework.boot.tomcat.TomcatWebServerFactory;
import org.springframework.util.ReflectionUtils;

/**
 * Reaches the connections that callers keep to Tomcat, which ends them without an answer
 * when a request comes while it shuts down.
 */
final class TomcatKeptConnections implements KeptConnections.Server {

	private static final Log logger = LogFactory.getLog(TomcatKeptConnections.class);

	private final List<Connector> connectors = new CopyOnWriteArrayList<>();

	void addTo(TomcatWebServerFactory factory, KeptConnections kept) {
		factory.addConnectorCustomizers(this.connectors::add);
		this.connectors.addAll(factory.getAdditionalConnectors());
		kept.add(this);
	}

	@Override
	public Collection<?> connections() {
		return this.connectors.stream()
			.flatMap((connector) -> connections(connector.getProtocolHandler()).stream())
			.toList();
	}

	/**
	 * Return the connections of a connector. Tomcat shows them to its own protocols only.
	 */
	private static Set<? extends SocketWrapperBase<?>> connections(ProtocolHandler handler) {
		Method method = ReflectionUtils.findMethod(handler.getClass(), "getEndpoint");
		if (handler instanceof AbstractProtocol<?> && method != null) {
			try {
				ReflectionUtils.makeAccessible(method);
				Object endpoint = ReflectionUtils.invokeMethod(method, handler);
				return (endpoint instanceof AbstractEndpoint<?, ?> known) ? known.getConnections() : Set.of();
			}
			catch (RuntimeException ex) {
				logger.debug("Tomcat's connections cannot be reached", ex);
			}
		}
		return Set.of();
	}

	/**
	 * {@inheritDoc} Under the lock that Tomcat holds while it serves the connection, and
	 * not if a request has come meanwhile.
	 */
	@Override
	public boolean closeIfIdle(Object kept) {
		SocketWrapperBase<?> connection = (SocketWrapperBase<?>) kept;
		ReentrantLock lock = connection.getLock();
		if (!lock.tryLock()) {
			return false;
		}
		try {
			if (connection.isClosed() || connection.getCurrentProcessor() != null || isHandshaking(connection)) {
				return false;
			}
			if (connection.isReadyForRead()) {
				connection.processSocket(SocketEvent.OPEN_READ, true);
				return false;
			}
			connection.close();
			return true;
		}
		catch (IOException ex) {
			connection.close();
			return true;
		}
		finally {
			lock.unlock();
		}
	}

	private static boolean isHandshaking(SocketWrapperBase<?> connection) {
		return connection.getSocket() instanceof NioChannel channel && !channel.isHandshakeComplete();
	}

	/**
	 * Lets a native image call the method.
	 */
	static final class Hints implements RuntimeHintsRegistrar {

		@Override
		public void registerHints(RuntimeHints hints, @Nullable ClassLoader classLoader) {
			Method method = ReflectionUtils.findMethod(AbstractProtocol.class, "getEndpoint");
			if (method != null) {
				hints.reflection().registerMethod(method, ExecutableMode.INVOKE);
			}
		}

	}

}
