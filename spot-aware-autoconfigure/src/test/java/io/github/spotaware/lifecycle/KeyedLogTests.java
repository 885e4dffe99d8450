package io.github.spotaware.lifecycle;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.logging.logback.StructuredLogEncoder;
import org.springframework.core.env.Environment;
import org.springframework.mock.env.MockEnvironment;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link KeyedLog}, with Spring Boot's own structured formats.
 */
class KeyedLogTests {

	private static final LogFacts FACTS = new LogFacts().with(LogKey.STATE, "drained")
		.withMillis(LogKey.TOOK_MS, Duration.ofMillis(1_500))
		.with(LogKey.ACTION, null);

	private final ListAppender<ILoggingEvent> events = new ListAppender<>();

	private final Logger logger = (Logger) LoggerFactory.getLogger(KeyedLogTests.class);

	@BeforeEach
	void listen() {
		this.events.start();
		this.logger.addAppender(this.events);
	}

	@AfterEach
	void listenNoLonger() {
		this.logger.detachAppender(this.events);
		this.logger.setLevel(null);
		MDC.clear();
	}

	@Test
	void keysAreThoseThatAreDocumented() {
		assertThat(Arrays.stream(LogKey.values()).map(LogKey::id)).containsExactly("spot.state", "spot.previous_state",
				"spot.cause", "spot.action", "spot.source", "spot.deadline", "spot.remaining_ms", "spot.end",
				"spot.took_ms", "spot.in_flight", "spot.exit_code", "spot.dry_run");
	}

	@ParameterizedTest
	@CsvSource({ "ecs, message, /spot/state, /spot/took_ms", "logstash, message, /spot.state, /spot.took_ms",
			"gelf, short_message, /_spot.state, /_spot.took_ms" })
	void lineOnAThreadThatHasAKeyOfOursIsWrittenOnceInEveryFormat(String format, String message, String state,
			String took) {
		MDC.put("spot.state", "draining");
		MDC.put("spot.took_ms", "soon");
		MDC.put("user", "somebody");
		KeyedLog.of(KeyedLogTests.class).info("100 % {} 'drained'", FACTS);
		assertThat(MDC.getCopyOfContextMap()).containsEntry("spot.state", "draining")
			.containsEntry("spot.took_ms", "soon");
		JsonNode json = write(format);
		assertThat(json.path(message).asString()).isEqualTo("100 % {} 'drained'");
		assertThat(json.at(state).asString()).isEqualTo("drained");
		assertThat(json.at(took).isNumber()).isTrue();
		assertThat(json.at(took).asLong()).isEqualTo(1_500);
		assertThat(json.toString()).contains("somebody");
	}

	@Test
	void lineWithoutSlf4jIsTheSameWithoutKeys() {
		KeyedLog.withoutKeys(KeyedLogTests.class).info("drained", FACTS);
		assertThat(this.events.list).singleElement().satisfies((event) -> {
			assertThat(event.getFormattedMessage()).isEqualTo("drained");
			assertThat(event.getLevel()).isEqualTo(Level.INFO);
			assertThat(event.getLoggerName()).isEqualTo(KeyedLogTests.class.getName());
			assertThat(event.getKeyValuePairs()).isNull();
		});
	}

	@Test
	void lineThatIsNotWantedIsNotWritten() {
		this.logger.setLevel(Level.WARN);
		KeyedLog.of(KeyedLogTests.class).info("drained", FACTS);
		assertThat(this.events.list).isEmpty();
	}

	private JsonNode write(String format) {
		ILoggingEvent event = this.events.list.get(0);
		this.logger.getLoggerContext().putObject(Environment.class.getName(), new MockEnvironment());
		StructuredLogEncoder encoder = new StructuredLogEncoder();
		encoder.setContext(this.logger.getLoggerContext());
		encoder.setFormat(format);
		encoder.start();
		String line = new String(encoder.encode(event), StandardCharsets.UTF_8);
		return JsonMapper.builder().build().readTree(line);
	}

}
