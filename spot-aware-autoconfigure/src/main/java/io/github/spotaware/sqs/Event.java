package io.github.spotaware.sqs;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Map;

import io.github.spotaware.aws.JsonObject;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.json.JsonParseException;
import org.springframework.boot.json.JsonParserFactory;

/**
 * An event as EventBridge words it, raw or in the envelope of SNS, or the message that an
 * Auto Scaling group sends to a queue by itself.
 *
 * @param detailType the kind of event
 * @param time when it happened, or {@code null} where that is missing or not a time
 * @param detail the rest, by kind
 * @see <a href=
 * "https://docs.aws.amazon.com/eventbridge/latest/ref/overiew-event-structure.html">
 * EventBridge event structure</a>
 */
record Event(String detailType, @Nullable Instant time, JsonObject detail) {

	/**
	 * What EC2 Auto Scaling sends to try out a queue that it is given.
	 */
	static final String TEST_NOTIFICATION = "autoscaling:TEST_NOTIFICATION";

	/**
	 * Read a message.
	 * @param body the message
	 * @return the event, or {@code null} when it is none
	 */
	static @Nullable Event parse(String body) {
		JsonObject message = json(body);
		String inner = message.text("Message");
		return of((inner != null) ? json(inner) : message);
	}

	private static JsonObject json(String text) {
		try {
			Map<?, ?> members = JsonParserFactory.getJsonParser().parseMap(text);
			return new JsonObject((members != null) ? members : Map.of()); // 'null' is
																			// JSON
		}
		catch (JsonParseException | IllegalStateException ex) {
			return new JsonObject(Map.of());
		}
	}

	private static @Nullable Event of(JsonObject json) {
		String detailType = json.text("detail-type");
		if (detailType != null) {
			return new Event(detailType, time(json.text("time")), json.object("detail"));
		}
		if (TEST_NOTIFICATION.equals(json.text("Event"))) {
			return new Event(TEST_NOTIFICATION, null, json);
		}
		return (json.text("LifecycleTransition") != null)
				? new Event(EventKind.AUTO_SCALING_TERMINATION.detailType(), time(json.text("Time")), json) : null;
	}

	private static @Nullable Instant time(@Nullable String text) {
		try {
			return (text != null) ? Instant.parse(text) : null;
		}
		catch (DateTimeException ex) {
			return null;
		}
	}

}
