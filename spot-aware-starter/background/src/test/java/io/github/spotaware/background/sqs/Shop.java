package io.github.spotaware.background.sqs;

import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import io.awspring.cloud.autoconfigure.core.AwsAutoConfiguration;
import io.awspring.cloud.autoconfigure.core.CredentialsProviderAutoConfiguration;
import io.awspring.cloud.autoconfigure.core.RegionProviderAutoConfiguration;
import io.awspring.cloud.autoconfigure.sqs.SqsAutoConfiguration;
import io.awspring.cloud.sqs.annotation.SqsListener;
import io.awspring.cloud.sqs.config.SqsMessageListenerContainerFactory;
import io.awspring.cloud.sqs.operations.SqsTemplate;
import io.github.spotaware.background.BackgroundAutoConfiguration;
import io.github.spotaware.imds.ImdsAutoConfiguration;
import io.github.spotaware.lifecycle.LifecycleAutoConfiguration;
import io.github.spotaware.platform.PlatformAutoConfiguration;
import software.amazon.awssdk.services.sqs.SqsAsyncClient;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.availability.ApplicationAvailabilityAutoConfiguration;
import org.springframework.boot.autoconfigure.context.PropertyPlaceholderAutoConfiguration;
import org.springframework.boot.http.converter.autoconfigure.HttpMessageConvertersAutoConfiguration;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.tomcat.autoconfigure.servlet.TomcatServletWebServerAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.DispatcherServletAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.WebMvcAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/**
 * Takes orders by HTTP, sends them to a queue, and works on those that it receives from
 * there. One whose name begins with {@code hang} is worked on until somebody interrupts.
 */
@SpringBootConfiguration(proxyBeanMethods = false)
@ImportAutoConfiguration({ ApplicationAvailabilityAutoConfiguration.class, AwsAutoConfiguration.class,
		BackgroundAutoConfiguration.class, CredentialsProviderAutoConfiguration.class,
		DispatcherServletAutoConfiguration.class, HttpMessageConvertersAutoConfiguration.class,
		ImdsAutoConfiguration.class, JacksonAutoConfiguration.class, LifecycleAutoConfiguration.class,
		PlatformAutoConfiguration.class, PropertyPlaceholderAutoConfiguration.class,
		RegionProviderAutoConfiguration.class, SqsAutoConfiguration.class,
		TomcatServletWebServerAutoConfiguration.class, WebMvcAutoConfiguration.class })
class Shop {

	@Bean
	SqsMessageListenerContainerFactory<Object> defaultSqsListenerContainerFactory(SqsAsyncClient client) {
		return SqsMessageListenerContainerFactory.builder()
			.sqsAsyncClient(client)
			.configure((options) -> options.pollTimeout(Duration.ofSeconds(1))
				.maxDelayBetweenPolls(Duration.ofSeconds(1))
				.listenerShutdownTimeout(Duration.ofSeconds(1)))
			.build();
	}

	@Bean
	Orders orders() {
		return new Orders();
	}

	static class Orders {

		final Queue<String> processed = new ConcurrentLinkedQueue<>();

		final Queue<String> interrupted = new ConcurrentLinkedQueue<>();

		final CountDownLatch hanging = new CountDownLatch(1);

		private final CountDownLatch never = new CountDownLatch(1);

		@SqsListener("${shop.queue}")
		void work(String order) {
			if (order.startsWith("hang")) {
				this.hanging.countDown();
				hang(order);
			}
			this.processed.add(order);
		}

		private void hang(String order) {
			try {
				if (!this.never.await(1, TimeUnit.MINUTES)) {
					throw new IllegalStateException("Nobody has interrupted " + order);
				}
			}
			catch (InterruptedException ex) {
				this.interrupted.add(order);
				Thread.currentThread().interrupt();
				throw new IllegalStateException(ex);
			}
		}

	}

	@RestController
	static class Desk {

		private final SqsTemplate queues;

		private final String queue;

		Desk(SqsTemplate queues, @Value("${shop.queue}") String queue) {
			this.queues = queues;
			this.queue = queue;
		}

		@PostMapping("/orders")
		String order(@RequestBody String order) {
			return this.queues.send(this.queue, order).messageId().toString();
		}

	}

}
