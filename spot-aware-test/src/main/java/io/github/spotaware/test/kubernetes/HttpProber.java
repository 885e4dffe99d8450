package io.github.spotaware.test.kubernetes;

import java.util.function.Consumer;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;

/**
 * Probes as the kubelet does, each time over a connection of its own.
 */
final class HttpProber implements Prober {

	static final String USER_AGENT = "kube-probe/1.33";

	private final HttpClient client;

	HttpProber(Vertx vertx) {
		this.client = vertx.createHttpClient(new HttpClientOptions().setKeepAlive(false));
	}

	@Override
	public void probe(PodSettings pod, Consumer<Boolean> result) {
		long timeout = pod.probe().timeout().toMillis();
		RequestOptions options = new RequestOptions().setMethod(HttpMethod.GET)
			.setHost(pod.address())
			.setPort(pod.port())
			.setURI(pod.probe().path())
			.setConnectTimeout(timeout)
			.setTimeout(timeout)
			.putHeader("User-Agent", USER_AGENT)
			.putHeader("Accept", "*/*");
		this.client.request(options)
			.compose(HttpClientRequest::send)
			.map((response) -> response.statusCode() >= 200 && response.statusCode() < 400)
			.otherwise(false)
			.onSuccess(result::accept);
	}

}
