package io.github.spotaware.grpc;

import java.util.Iterator;
import java.util.concurrent.TimeUnit;

import io.grpc.CallOptions;
import io.grpc.Grpc;
import io.grpc.InsecureChannelCredentials;
import io.grpc.ManagedChannel;
import io.grpc.health.v1.HealthCheckRequest;
import io.grpc.health.v1.HealthCheckResponse;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.health.v1.HealthGrpc;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.StreamObserver;

/**
 * A channel of gRPC's own client to one address.
 */
final class StockClient implements AutoCloseable {

	private final ManagedChannel channel;

	StockClient(int port) {
		this(port, "test");
	}

	StockClient(int port, String userAgent) {
		this.channel = Grpc.newChannelBuilder("localhost:" + port, InsecureChannelCredentials.create())
			.userAgent(userAgent)
			.build();
	}

	private static CallOptions soon() {
		return CallOptions.DEFAULT.withDeadlineAfter(30, TimeUnit.SECONDS);
	}

	/**
	 * Call, and return the answer.
	 */
	String take(String what) {
		return ClientCalls.blockingUnaryCall(this.channel, Stock.TAKE, soon(), what);
	}

	/**
	 * Call, and return the port of our end of the connection.
	 */
	int port() {
		String answer = take("one");
		return Integer.parseInt(answer.substring(answer.lastIndexOf(' ') + 1));
	}

	Iterator<String> watch(String what) {
		return ClientCalls.blockingServerStreamingCall(this.channel, Stock.WATCH, soon(), what);
	}

	StreamObserver<String> chat(StreamObserver<String> answers) {
		return ClientCalls.asyncBidiStreamingCall(this.channel.newCall(Stock.CHAT, soon()), answers);
	}

	ServingStatus health(String service) {
		return HealthGrpc.newBlockingStub(this.channel)
			.withDeadlineAfter(30, TimeUnit.SECONDS)
			.check(HealthCheckRequest.newBuilder().setService(service).build())
			.getStatus();
	}

	/**
	 * Watch the health of the whole server.
	 */
	void watchHealth(StreamObserver<HealthCheckResponse> answers) {
		HealthGrpc.newStub(this.channel).watch(HealthCheckRequest.getDefaultInstance(), answers);
	}

	@Override
	public void close() throws InterruptedException {
		this.channel.shutdownNow().awaitTermination(10, TimeUnit.SECONDS);
	}

}
