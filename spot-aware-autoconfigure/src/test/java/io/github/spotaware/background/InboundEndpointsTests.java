package io.github.spotaware.background;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import org.springframework.amqp.rabbit.listener.SimpleMessageListenerContainer;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.integration.channel.DirectChannel;
import org.springframework.integration.endpoint.AbstractEndpoint;
import org.springframework.integration.endpoint.MessageProducerSupport;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link InboundEndpoints}, with endpoints that look like those of brokers.
 */
class InboundEndpointsTests {

	private final StaticListableBeanFactory beans = new StaticListableBeanFactory();

	private final InboundEndpoints endpoints = new InboundEndpoints(this.beans, Map.of(Adapter.class.getName(),
			"container", AmqpAdapter.class.getName(), "container", Orderly.class.getName(), ""));

	@Test
	void containerOfAnEndpointIsStoppedAndStarted() {
		Adapter adapter = new Adapter();
		this.beans.addBean("orders", adapter);
		Container found = found();
		assertThat(found.name()).isEqualTo("orders");
		assertThat(found.running()).isFalse();
		found.start();
		assertThat(found.running()).isTrue();
		List<String> ends = new ArrayList<>();
		found.stop(Duration.ofSeconds(1), () -> ends.add("stopped"));
		assertThat(ends).containsExactly("stopped");
		assertThat(adapter.container.running).isFalse();
		assertThat(this.endpoints.get()).containsExactly(found);
	}

	/**
	 * What is in hand gets the time that there is, as that of a listener does.
	 */
	@Test
	void containerOfAmqpIsStoppedAsThatOfAListener() {
		AmqpAdapter adapter = new AmqpAdapter();
		this.beans.addBean("orders", adapter);
		Container found = found();
		assertThat(found).isInstanceOf(RabbitContainer.class).isEqualTo(new RabbitContainer(adapter.container));
		assertThat(found.name()).isEqualTo("orders");
	}

	@Test
	void endpointThatStopsInOrderIsStoppedItself() {
		Orderly orderly = new Orderly() {
		};
		this.beans.addBean("orders", orderly);
		Container found = found();
		found.start();
		assertThat(orderly.isRunning()).isTrue();
		List<String> ends = new ArrayList<>();
		found.stop(Duration.ofSeconds(1), () -> ends.add("stopped"));
		assertThat(ends).containsExactly("stopped");
		assertThat(orderly.isRunning()).isFalse();
	}

	@Test
	void endpointThatSomebodyCallsIsLeftAlone() {
		this.beans.addBean("server", new MessageProducerSupport() {
		});
		assertThat(this.endpoints.get()).isEmpty();
	}

	@Test
	void endpointsOfBindingsAreFound() {
		DirectChannel channel = new DirectChannel();
		channel.setBeanName("orders-in-0");
		Adapter adapter = new Adapter();
		this.beans.addBean("inputBindingLifecycle",
				new Bindings(List.of(new Binding(channel, adapter), new Binding(channel, "something else"))));
		Container found = found();
		assertThat(found.name()).isEqualTo("orders-in-0");
		found.start();
		assertThat(adapter.container.running).isTrue();
	}

	@Test
	void bindingsOfAnotherVersionAreLeftAlone() {
		this.beans.addBean("inputBindingLifecycle", new Object());
		assertThat(this.endpoints.get()).isEmpty();
	}

	private Container found() {
		Collection<Container> all = this.endpoints.get();
		assertThat(all).hasSize(1);
		return all.iterator().next();
	}

	private static final class Adapter extends MessageProducerSupport {

		private final FakeContainer container = new FakeContainer();

	}

	private static final class AmqpAdapter extends MessageProducerSupport {

		private final SimpleMessageListenerContainer container = new SimpleMessageListenerContainer();

	}

	private static class Orderly extends AbstractEndpoint {

		@Override
		public String getComponentType() {
			return "orderly";
		}

		@Override
		protected void doStart() {
		}

		@Override
		protected void doStop() {
		}

	}

	private static final class FakeContainer implements SmartLifecycle {

		private boolean running;

		@Override
		public void start() {
			this.running = true;
		}

		@Override
		public void stop() {
			this.running = false;
		}

		@Override
		public boolean isRunning() {
			return this.running;
		}

	}

	private record Bindings(Collection<Binding> inputBindings) {
	}

	private record Binding(Object target, Object lifecycle) {
	}

}
