package io.github.spotaware.web;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import io.github.spotaware.testsupport.Closer;
import io.github.spotaware.testsupport.PacedApplication;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import org.springframework.boot.WebApplicationType;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Answers that take their time, and bodies that are sent slowly, over the steps of one
 * drain: whenever they begin and end, they are complete to the last byte.
 */
abstract class AbstractHeldAnswersTests {

	private static final String UPLOAD = "upload";

	@RegisterExtension
	private final Closer closer = new Closer();

	private final List<Held> held = new ArrayList<>();

	private final List<String> kinds;

	private final WebApplicationType type;

	private final List<Class<?>> sources;

	AbstractHeldAnswersTests(List<String> kinds, WebApplicationType type, Class<?>... sources) {
		this.kinds = new ArrayList<>(kinds);
		this.kinds.add(UPLOAD);
		this.type = type;
		this.sources = new ArrayList<>(List.of(sources));
		this.sources.add(Events.class);
	}

	@Test
	void answersAreCompleteWhateverStepOfTheDrainTheyAreHeldOver() throws Exception {
		PacedApplication application = this.closer.add(PacedApplication.start(this.type, this.sources));
		for (String step : List.of("leave", "settle", "drained", "closing")) {
			begin(application, step);
		}
		application.interrupt();
		application.leave();
		for (String step : List.of("settle", "drained", "closing")) {
			begin(application, step);
		}
		end(application, "leave");
		application.settle();
		begin(application, "closing");
		end(application, "settle");
		application.drained();
		begin(application, "closing");
		end(application, "drained");
		CompletableFuture<Void> closing = application.closing();
		WebTraffic traffic = application.bean(WebTraffic.class);
		await().until(() -> {
			client(application).send("/hello");
			return traffic.refused() > 0;
		});
		assertThat(closing).isNotDone();
		end(application, "closing");
		assertThat(closing).succeedsWithin(Duration.ofSeconds(20));
		assertThat(this.held).isEmpty();
	}

	/**
	 * Begin one request of each kind, and wait until all are being served.
	 */
	private void begin(PacedApplication application, String until) throws IOException {
		for (String kind : this.kinds) {
			RawClient client = client(application);
			if (kind.equals(UPLOAD)) {
				client.sendRaw("POST /echo HTTP/1.1\r\nHost: localhost\r\nContent-Type: text/plain\r\n"
						+ "Transfer-Encoding: chunked\r\n\r\n" + chunk(LongAnswer.FIRST));
			}
			else {
				client.send("/held/%s?until=%s".formatted(kind, until));
			}
			this.held.add(new Held(kind, until, client));
		}
		WebTraffic traffic = application.bean(WebTraffic.class);
		await().until(() -> traffic.snapshot().active() == this.held.size());
	}

	/**
	 * Let the requests end that wait for a step.
	 */
	private void end(PacedApplication application, String step) throws IOException {
		List<Held> due = this.held.stream().filter((request) -> request.until.equals(step)).toList();
		application.bean(Awaited.class).happens(step);
		for (Held request : due) {
			if (request.kind.equals(UPLOAD)) {
				for (String part : LongAnswer.REST) {
					request.client.sendRaw(chunk(part));
				}
				request.client.sendRaw(chunk(""));
			}
			assertThat(request.client.answer()).as(request.kind + " until " + step).isEqualTo(LongAnswer.WHOLE);
		}
		this.held.removeAll(due);
	}

	private static String chunk(String part) {
		return "%x\r\n%s\r\n".formatted(part.length(), part);
	}

	private RawClient client(PacedApplication application) throws IOException {
		return this.closer.add(new RawClient(application.port()));
	}

	/**
	 * A request that was not answered yet.
	 */
	private record Held(String kind, String until, RawClient client) {
	}

	/**
	 * What answers wait for.
	 */
	@Configuration(proxyBeanMethods = false)
	static class Events {

		@Bean
		Awaited awaited() {
			return new Awaited();
		}

	}

}
