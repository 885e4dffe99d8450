package io.github.spotaware.grpc;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;

import io.grpc.Status;
import io.grpc.stub.StreamObserver;

/**
 * What a caller hears of a stream.
 *
 * @param <T> the type of its messages
 */
final class Heard<T> implements StreamObserver<T> {

	private final List<T> messages = new CopyOnWriteArrayList<>();

	private final CompletableFuture<Status> end = new CompletableFuture<>();

	@Override
	public void onNext(T message) {
		this.messages.add(message);
	}

	@Override
	public void onError(Throwable ex) {
		this.end.complete(Status.fromThrowable(ex));
	}

	@Override
	public void onCompleted() {
		this.end.complete(Status.OK);
	}

	List<T> messages() {
		return this.messages;
	}

	/**
	 * Return the status it ends with.
	 */
	CompletableFuture<Status> end() {
		return this.end;
	}

}
