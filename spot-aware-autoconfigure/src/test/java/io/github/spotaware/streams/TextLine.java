package io.github.spotaware.streams;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * A response that goes on, line by line.
 */
final class TextLine implements Line, Flow.Subscriber<String> {

	private final List<String> received = new CopyOnWriteArrayList<>();

	private final CompletableFuture<Void> end = new CompletableFuture<>();

	private final String lastWord;

	private TextLine(String lastWord) {
		this.lastWord = lastWord;
	}

	/**
	 * Open a stream of server-sent events.
	 */
	static TextLine events(HttpClient http, URI uri) {
		return new TextLine("retry:1000").open(http, HttpRequest.newBuilder(uri).build(), "data:hello");
	}

	/**
	 * Open a session of SockJS that streams what it receives.
	 */
	static TextLine sockJs(HttpClient http, URI session) {
		HttpRequest request = HttpRequest.newBuilder(URI.create(session + "/xhr_streaming"))
			.POST(BodyPublishers.noBody())
			.build();
		return new TextLine("c[1001,\"\"]").open(http, request, "o");
	}

	@SuppressWarnings("FutureReturnValueIgnored")
	private TextLine open(HttpClient http, HttpRequest request, String first) {
		http.sendAsync(request, BodyHandlers.fromLineSubscriber(this)).whenComplete((response, ex) -> {
			if (ex != null) {
				this.end.completeExceptionally(ex);
			}
			else {
				this.end.complete(null);
			}
		});
		await().until(() -> this.received.contains(first));
		return this;
	}

	@Override
	public void use() {
	}

	@Override
	public boolean hasEnded() {
		return this.end.isDone();
	}

	@Override
	public void assertSentAway() throws Exception {
		this.end.get(20, TimeUnit.SECONDS);
		assertThat(this.received).filteredOn((line) -> !line.isBlank()).last().isEqualTo(this.lastWord);
	}

	@Override
	public void onSubscribe(Flow.Subscription subscription) {
		subscription.request(Long.MAX_VALUE);
	}

	@Override
	public void onNext(String line) {
		this.received.add(line);
	}

	@Override
	public void onError(Throwable ex) {
		this.end.completeExceptionally(ex);
	}

	@Override
	public void onComplete() {
		this.end.complete(null);
	}

	@Override
	public void close() {
		this.end.cancel(false);
	}

}
