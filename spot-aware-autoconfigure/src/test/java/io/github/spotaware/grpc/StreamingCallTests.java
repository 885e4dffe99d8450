package io.github.spotaware.grpc;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

import io.github.spotaware.Farewell;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.ServerCall;
import io.grpc.Status;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class StreamingCallTests {

	private static final long LONG_LIVED = Duration.ofSeconds(10).toNanos();

	private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - Duration.ofSeconds(3).toNanos());

	private final SentCall sent = new SentCall();

	private final StreamingCall<String, String> call = new StreamingCall<>(this.sent, this.now::get);

	@Test
	void leaveWhenSilentEndsAtOnce() {
		pass(StreamingCall.SILENCE);
		this.call.leave(Farewell.closeAfter("moving"));
		assertThat(this.sent.status).extracting(Status::getCode, Status::getDescription)
			.containsExactly(Status.Code.UNAVAILABLE, "moving");
	}

	@Test
	void leaveWhenSomethingIsSaidWaitsForSilence() {
		this.call.leave(Farewell.close());
		this.call.sendMessage("one");
		pass(StreamingCall.SILENCE.minusMillis(1));
		this.call.message();
		pass(StreamingCall.SILENCE.minusMillis(1));
		this.call.press();
		assertThat(this.sent.status).isNull();
		pass(Duration.ofMillis(1));
		this.call.press();
		assertThat(this.sent.status).isNotNull();
		assertThat(this.sent.messages).containsExactly("one");
	}

	@Test
	void pressWhenNeverSilentEndsAfterAWhile() {
		this.call.leave(Farewell.close());
		for (long millis = 0; millis < StreamingCall.PATIENCE.toMillis(); millis += 500) {
			this.call.press();
			assertThat(this.sent.status).isNull();
			this.call.sendMessage("tick");
			pass(Duration.ofMillis(500));
		}
		this.call.press();
		assertThat(this.sent.status).isNotNull();
	}

	@Test
	void pressWhenItMayStayDoesNotEnd() {
		this.call.leave(Farewell.close());
		this.call.stay();
		pass(Duration.ofMinutes(1));
		this.call.press();
		assertThat(this.sent.status).isNull();
	}

	@Test
	void endWhenClosedByTheApplicationDoesNothing() {
		this.call.close(Status.OK, new Metadata());
		this.call.end();
		assertThat(this.sent.status).isEqualTo(Status.OK);
		assertThat(this.call.cutShort()).isFalse();
	}

	@Test
	void sendWhenEndedIsDropped() {
		this.call.end();
		this.call.sendHeaders(new Metadata());
		this.call.sendMessage("late");
		this.call.close(Status.OK, new Metadata());
		assertThat(this.sent.messages).isEmpty();
		assertThat(this.sent.status).extracting(Status::getCode).isEqualTo(Status.Code.UNAVAILABLE);
		assertThat(this.call.isCancelled()).isTrue();
		assertThat(this.call.isReady()).isFalse();
	}

	@Test
	void busyWhenYoungAndNotSilent() {
		assertThat(this.call.busy(LONG_LIVED)).isTrue();
		pass(StreamingCall.SILENCE);
		assertThat(this.call.busy(LONG_LIVED)).isFalse();
		pass(Duration.ofNanos(LONG_LIVED).minus(StreamingCall.SILENCE));
		this.call.message();
		assertThat(this.call.busy(LONG_LIVED)).isFalse();
	}

	private void pass(Duration duration) {
		this.now.addAndGet(duration.toNanos());
	}

	/**
	 * Remembers what was sent.
	 */
	private static final class SentCall extends ServerCall<String, String> {

		private final List<String> messages = new ArrayList<>();

		@Nullable Status status;

		@Override
		public void request(int count) {
		}

		@Override
		public void sendHeaders(Metadata headers) {
		}

		@Override
		public void sendMessage(String message) {
			this.messages.add(message);
		}

		@Override
		public boolean isReady() {
			return true;
		}

		@Override
		public void close(Status with, Metadata trailers) {
			this.status = with;
		}

		@Override
		public boolean isCancelled() {
			return false;
		}

		@Override
		public MethodDescriptor<String, String> getMethodDescriptor() {
			return Stock.WATCH;
		}

	}

}
