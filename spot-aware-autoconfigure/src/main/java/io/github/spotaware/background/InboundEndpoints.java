package io.github.spotaware.background;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import org.springframework.beans.BeansException;
import org.springframework.beans.DirectFieldAccessor;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.context.Lifecycle;
import org.springframework.context.SmartLifecycle;
import org.springframework.integration.endpoint.AbstractEndpoint;
import org.springframework.util.ClassUtils;

/**
 * Finds the endpoints of Spring Integration to which a broker sends messages, and those
 * that Spring Cloud Stream binds. An endpoint that somebody calls, such as that of a web
 * server, is none: calls go on while draining.
 */
final class InboundEndpoints implements Supplier<Collection<Container>> {

	/**
	 * Where they keep their listener container; where not, stopping the endpoint is
	 * orderly.
	 */
	private static final Map<String, String> CONTAINERS = Map.of( //
			"org.springframework.integration.amqp.inbound.AmqpInboundChannelAdapter", "messageListenerContainer",
			"org.springframework.integration.amqp.inbound.AmqpInboundGateway", "messageListenerContainer",
			"org.springframework.integration.kafka.inbound.KafkaInboundGateway", "messageListenerContainer",
			"org.springframework.integration.kafka.inbound.KafkaMessageDrivenChannelAdapter",
			"messageListenerContainer", //
			"org.springframework.integration.jms.JmsInboundGateway", "",
			"org.springframework.integration.jms.JmsMessageDrivenEndpoint", "",
			"org.springframework.integration.jms.inbound.JmsInboundGateway", "",
			"org.springframework.integration.jms.inbound.JmsMessageDrivenEndpoint", "");

	private static final boolean RABBIT = ClassUtils.isPresent(
			"org.springframework.amqp.rabbit.listener.AbstractMessageListenerContainer",
			InboundEndpoints.class.getClassLoader());

	private static final String BINDINGS = "inputBindingLifecycle";

	private final ListableBeanFactory beans;

	private final Map<String, String> containers;

	InboundEndpoints(ListableBeanFactory beans) {
		this(beans, CONTAINERS);
	}

	/**
	 * Create an instance.
	 * @param beans where the endpoints are
	 * @param containers the fields of listener containers by the names of classes
	 */
	InboundEndpoints(ListableBeanFactory beans, Map<String, String> containers) {
		this.beans = beans;
		this.containers = containers;
	}

	@Override
	public Collection<Container> get() {
		List<Container> found = new ArrayList<>();
		this.beans.getBeansOfType(AbstractEndpoint.class, false, false).forEach((name, endpoint) -> {
			Lifecycle listening = listening(endpoint);
			if (listening != null) {
				found.add(container(name, listening));
			}
		});
		if (this.beans.containsBean(BINDINGS)) {
			addBindings(found);
		}
		return found;
	}

	/**
	 * Endpoints of bindings are no beans.
	 */
	private void addBindings(Collection<Container> found) {
		if (value(this.beans.getBean(BINDINGS), "inputBindings") instanceof Collection<?> bindings) {
			for (Object binding : bindings) {
				Lifecycle listening = listening(value(binding, "lifecycle"));
				Object target = value(binding, "target");
				if (listening != null && target != null) {
					found.add(container(String.valueOf(value(target, "beanName")), listening));
				}
			}
		}
	}

	/**
	 * Return what stands for an endpoint. One of Spring AMQP would give a message in hand
	 * a few seconds only.
	 */
	private static Container container(String name, Lifecycle listening) {
		Container rabbit = RABBIT ? RabbitContainer.of(name, listening) : null;
		return (rabbit != null) ? rabbit : new Inbound(name, listening);
	}

	/**
	 * Return what stops and starts the listening of an endpoint.
	 */
	private @Nullable Lifecycle listening(@Nullable Object endpoint) {
		if (endpoint == null) {
			return null;
		}
		for (Class<?> type = endpoint.getClass(); type != null; type = type.getSuperclass()) {
			String field = this.containers.get(type.getName());
			if (field != null) {
				Object container = field.isEmpty() ? endpoint : value(endpoint, field);
				return (container instanceof Lifecycle lifecycle) ? lifecycle : (Lifecycle) endpoint;
			}
		}
		return null;
	}

	private static @Nullable Object value(Object target, String field) {
		try {
			return new DirectFieldAccessor(target).getPropertyValue(field);
		}
		catch (BeansException ex) {
			// Another version.
			return null;
		}
	}

	/**
	 * One of them.
	 *
	 * @param name its bean's, or that of the binding
	 * @param listening stops and starts it
	 */
	private record Inbound(String name, Lifecycle listening) implements Container {

		@Override
		public boolean running() {
			return this.listening.isRunning();
		}

		@Override
		public void stop(Duration limit, Runnable whenStopped) {
			if (this.listening instanceof SmartLifecycle smart) {
				smart.stop(whenStopped);
			}
			else {
				this.listening.stop();
				whenStopped.run();
			}
		}

		@Override
		public void start() {
			this.listening.start();
		}

	}

}
