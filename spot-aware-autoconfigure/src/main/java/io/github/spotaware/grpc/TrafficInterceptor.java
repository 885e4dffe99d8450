package io.github.spotaware.grpc;

import java.net.InetSocketAddress;
import java.net.SocketAddress;

import io.github.spotaware.OpenStream;
import io.github.spotaware.StreamRegister;
import io.github.spotaware.Ticker;
import io.github.spotaware.traffic.CountedTraffic;
import io.github.spotaware.traffic.OpenRequest;
import io.grpc.Grpc;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import org.jspecify.annotations.Nullable;

/**
 * Counts each call from before anything else sees it until its end has left the server.
 */
final class TrafficInterceptor implements ServerInterceptor {

	private static final Metadata.Key<String> USER_AGENT = Metadata.Key.of("user-agent",
			Metadata.ASCII_STRING_MARSHALLER);

	private final CountedTraffic traffic;

	private final StreamingCalls streaming;

	private final IgnoredCalls ignored;

	private final @Nullable StreamRegister register;

	private final Ticker ticker;

	TrafficInterceptor(GrpcTraffic traffic, IgnoredCalls ignored, @Nullable StreamRegister register, Ticker ticker) {
		this.traffic = traffic.calls();
		this.streaming = traffic.streams();
		this.ignored = ignored;
		this.register = register;
		this.ticker = ticker;
	}

	@Override
	public <Q, R> ServerCall.Listener<Q> interceptCall(ServerCall<Q, R> call, Metadata headers,
			ServerCallHandler<Q, R> next) {
		MethodDescriptor<Q, R> method = call.getMethodDescriptor();
		boolean isIgnored = this.ignored.match(method.getFullMethodName(), headers.get(USER_AGENT));
		if (method.getType().serverSendsOneMessage()) {
			return isIgnored ? next.startCall(call, headers) : unary(call, headers, next);
		}
		return isIgnored ? ignoredStream(call, headers, next) : stream(call, headers, next);
	}

	private <Q, R> ServerCall.Listener<Q> unary(ServerCall<Q, R> call, Metadata headers, ServerCallHandler<Q, R> next) {
		long epoch = this.traffic.begin(peer(call));
		return start(call, headers, next, null, () -> this.traffic.end(epoch));
	}

	/**
	 * Count a stream among what arrives, but not among what is waited for: whether it is
	 * worth it shows only when somebody wants to know.
	 */
	private <Q, R> ServerCall.Listener<Q> stream(ServerCall<Q, R> call, Metadata headers,
			ServerCallHandler<Q, R> next) {
		OpenRequest request = this.traffic.open(this.traffic.begin(peer(call)));
		request.release();
		StreamingCall<Q, R> stream = new StreamingCall<>(call, this.ticker);
		this.streaming.opened(stream);
		Runnable forget = (this.register != null) ? this.register.opened(describe(call), stream) : () -> {
		};
		return start(stream, headers, next, stream, () -> {
			request.end();
			this.streaming.closed(stream);
			forget.run();
		});
	}

	private <Q, R> ServerCall.Listener<Q> ignoredStream(ServerCall<Q, R> call, Metadata headers,
			ServerCallHandler<Q, R> next) {
		StreamingCall<Q, R> stream = new StreamingCall<>(call, this.ticker);
		this.streaming.openedIgnored(stream);
		return start(stream, headers, next, stream, () -> this.streaming.closed(stream));
	}

	private static <Q, R> ServerCall.Listener<Q> start(ServerCall<Q, R> call, Metadata headers,
			ServerCallHandler<Q, R> next, @Nullable StreamingCall<Q, R> stream, Runnable whenEnded) {
		try {
			return new EndListener<>(next.startCall(call, headers), stream, whenEnded);
		}
		catch (RuntimeException | Error ex) {
			whenEnded.run(); // nobody listens
			throw ex;
		}
	}

	private static OpenStream describe(ServerCall<?, ?> call) {
		return new OpenStream(OpenStream.Kind.GRPC_STREAM, "/" + call.getMethodDescriptor().getFullMethodName(), null);
	}

	private static @Nullable Object peer(ServerCall<?, ?> call) {
		SocketAddress address = call.getAttributes().get(Grpc.TRANSPORT_ATTR_REMOTE_ADDR);
		return (address instanceof InetSocketAddress inet && !inet.isUnresolved()) ? inet.getAddress() : address;
	}

}
