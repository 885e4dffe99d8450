package io.github.spotaware.sample.forecast;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import io.github.spotaware.sample.forecast.Forecast.Progress;
import io.github.spotaware.test.environment.SpotAction;
import io.github.spotaware.test.environment.SpotEnvironment;
import io.github.spotaware.test.junit.SpotAwareTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

@SpringBootTest
@SpotAwareTest
class ForecastSurvivesAnInterruptionTests {

	private static final int SHOPS = 1000;

	@TempDir
	static Path folder;

	@Test
	void nothingIsComputedTwice(SpotEnvironment ec2, @Autowired Forecast forecast, @Autowired ForecastNews news,
			@Autowired CountDownLatch third) {
		forecast.start();
		ec2.announce(SpotAction.STOP, Duration.ofSeconds(10));
		ec2.awaitDraining();
		await().until(() -> news.interruption() != null);
		assertThat(news.interruption()).isAfter(Instant.EPOCH);
		await().until(forecast::stopping);
		third.countDown();
		ec2.awaitDrained();
		assertThat(forecast.progress()).isEqualTo(new Progress(3, 1 + 2 + 3));
		ec2.withdraw();
		ec2.awaitRunning();
		await().until(() -> forecast.progress().shops() == SHOPS);
		assertThat(forecast.progress().sold()).isEqualTo(SHOPS * (SHOPS + 1) / 2);
		await().until(() -> news.interruption() == null);
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@Import({ SaveForecastStep.class, ForecastNews.class })
	static class Application {

		/**
		 * Holds the third shop until the drain has begun.
		 */
		@Bean
		CountDownLatch third() {
			return new CountDownLatch(1);
		}

		@Bean
		Forecast forecast(CountDownLatch third) {
			return new Forecast(SHOPS, (shop) -> {
				if (shop == 2) {
					await(third);
				}
				return shop + 1L;
			}, folder.resolve("forecast"));
		}

		private static void await(CountDownLatch latch) {
			try {
				latch.await(1, TimeUnit.MINUTES);
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
			}
		}

	}

}
