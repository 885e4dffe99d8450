package io.github.spotaware.grpc;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import io.grpc.BindableService;
import io.grpc.Context;
import io.grpc.Contexts;
import io.grpc.Grpc;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.MethodDescriptor.MethodType;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.ServerInterceptors;
import io.grpc.ServerServiceDefinition;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.ServerCalls;
import io.grpc.stub.StreamObserver;

/**
 * A service that says by which connection it was called, holds what asks it to, and
 * streams what the test wants.
 */
final class Stock implements BindableService {

	static final MethodDescriptor<String, String> TAKE = method("Take", MethodType.UNARY);

	static final MethodDescriptor<String, String> WATCH = method("Watch", MethodType.SERVER_STREAMING);

	static final MethodDescriptor<String, String> CHAT = method("Chat", MethodType.BIDI_STREAMING);

	private static final Context.Key<Integer> CALLER = Context.key("caller");

	private final CountDownLatch opened = new CountDownLatch(1);

	private final List<String> waiting = new CopyOnWriteArrayList<>();

	private final List<ServerCallStreamObserver<String>> watches = new CopyOnWriteArrayList<>();

	private final List<String> cancelled = new CopyOnWriteArrayList<>();

	@Override
	public ServerServiceDefinition bindService() {
		return ServerInterceptors.intercept(ServerServiceDefinition.builder("shop.Stock")
			.addMethod(TAKE, ServerCalls.asyncUnaryCall(this::take))
			.addMethod(WATCH, ServerCalls.asyncServerStreamingCall(this::watch))
			.addMethod(CHAT, ServerCalls.asyncBidiStreamingCall(this::chat))
			.build(), new CallerInterceptor());
	}

	private void take(String what, StreamObserver<String> answer) {
		if (what.equals("fail")) {
			throw new IllegalArgumentException("A test wants it");
		}
		if (what.startsWith("wait")) {
			this.waiting.add(what);
			awaitOpen();
		}
		answer.onNext("%s by %d".formatted(what, CALLER.get()));
		answer.onCompleted();
	}

	private void awaitOpen() {
		try {
			if (!this.opened.await(30, TimeUnit.SECONDS)) {
				throw new IllegalStateException("Nobody came");
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private void watch(String what, StreamObserver<String> answer) {
		ServerCallStreamObserver<String> observer = (ServerCallStreamObserver<String>) answer;
		observer.setOnCancelHandler(() -> this.cancelled.add(what));
		this.watches.add(observer);
		observer.onNext(what);
	}

	private StreamObserver<String> chat(StreamObserver<String> answer) {
		return new StreamObserver<>() {

			@Override
			public void onNext(String message) {
				answer.onNext("you said " + message);
			}

			@Override
			public void onError(Throwable ex) {
				Stock.this.cancelled.add("chat");
			}

			@Override
			public void onCompleted() {
				answer.onCompleted();
			}

		};
	}

	/**
	 * Let go all that waits, now and later.
	 */
	void open() {
		this.opened.countDown();
	}

	List<String> waiting() {
		return this.waiting;
	}

	List<ServerCallStreamObserver<String>> watches() {
		return this.watches;
	}

	/**
	 * Return the streams whose end the service has heard of.
	 */
	List<String> cancelled() {
		return this.cancelled;
	}

	private static MethodDescriptor<String, String> method(String name, MethodType type) {
		return MethodDescriptor.<String, String>newBuilder()
			.setType(type)
			.setFullMethodName("shop.Stock/" + name)
			.setRequestMarshaller(new Text())
			.setResponseMarshaller(new Text())
			.build();
	}

	/**
	 * Knows the port from which a call comes.
	 */
	private static final class CallerInterceptor implements ServerInterceptor {

		@Override
		public <Q, R> ServerCall.Listener<Q> interceptCall(ServerCall<Q, R> call, Metadata headers,
				ServerCallHandler<Q, R> next) {
			InetSocketAddress caller = (InetSocketAddress) Objects
				.requireNonNull(call.getAttributes().get(Grpc.TRANSPORT_ATTR_REMOTE_ADDR));
			return Contexts.interceptCall(Context.current().withValue(CALLER, caller.getPort()), call, headers, next);
		}

	}

	/**
	 * Messages that are text.
	 */
	private static final class Text implements MethodDescriptor.Marshaller<String> {

		@Override
		public InputStream stream(String value) {
			return new ByteArrayInputStream(value.getBytes(StandardCharsets.UTF_8));
		}

		@Override
		public String parse(InputStream stream) {
			try {
				return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
		}

	}

}
