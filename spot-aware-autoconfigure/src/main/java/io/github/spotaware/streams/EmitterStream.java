package io.github.spotaware.streams;

import java.io.IOException;
import java.time.Duration;

import io.github.spotaware.Farewell;
import io.github.spotaware.OpenStream;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter.SseEventBuilder;

/**
 * The events of an emitter. The emitter sends one event at a time, so none is cut in
 * half.
 */
final class EmitterStream extends LongLived {

	private static final Log logger = LogFactory.getLog(EmitterStream.class);

	private final SseEmitter emitter;

	private final Duration retry;

	EmitterStream(String path, SseEmitter emitter, Duration retry) {
		super(new OpenStream(OpenStream.Kind.EVENT_STREAM, path, null));
		this.emitter = emitter;
		this.retry = retry;
	}

	@Override
	void leave(Farewell farewell) {
		try {
			SseEventBuilder last = SseEmitter.event().reconnectTime(this.retry.toMillis());
			if (farewell.lastMessage() != null) {
				last.data(farewell.lastMessage());
			}
			this.emitter.send(last);
			this.emitter.complete();
		}
		catch (IOException | IllegalStateException ex) {
			logger.debug("%s could not be ended: it is over".formatted(description()), ex);
		}
	}

}
