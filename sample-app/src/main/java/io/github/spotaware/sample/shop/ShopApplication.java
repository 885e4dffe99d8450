package io.github.spotaware.sample.shop;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.web.server.context.WebServerPortFileWriter;
import org.springframework.context.annotation.Bean;

/**
 * Runs one instance of the shop.
 */
@SpringBootApplication(proxyBeanMethods = false)
@EnableConfigurationProperties(ShopProperties.class)
public class ShopApplication {

	/**
	 * Start an instance and return once it serves.
	 * @param args Spring Boot's arguments; {@code --shop.port-file} names a file that
	 * gets the port
	 */
	public static void run(String... args) {
		SpringApplication application = new SpringApplication(ShopApplication.class);
		for (String arg : args) {
			if (arg.startsWith("--shop.port-file=")) {
				application.addListeners(new WebServerPortFileWriter(arg.substring("--shop.port-file=".length())));
			}
		}
		application.run(args);
	}

	@Bean
	Latency latency(ShopProperties properties) {
		return new Latency(properties.latency(), properties.latencySpread(),
				() -> ThreadLocalRandom.current().nextDouble(), ShopApplication::sleep);
	}

	private static void sleep(Duration time) {
		try {
			Thread.sleep(time.toMillis());
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

}
