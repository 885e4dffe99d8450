package io.github.spotaware.grpc;

import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import io.github.spotaware.Traffic;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import org.junit.jupiter.api.Test;

import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

/**
 * What counts as a call, and for how long it is in flight.
 */
class GrpcTrafficTests extends GrpcTestBase {

	@Test
	void callCountsForItsPeerUntilItIsAnswered() {
		ConfigurableApplicationContext context = start(List.of(Aware.class));
		Traffic traffic = context.getBean(GrpcTraffic.class);
		assertThat(traffic.snapshot().everServed()).isFalse();
		StockClient client = client(context);
		CompletableFuture<String> call = CompletableFuture.supplyAsync(() -> client.take("wait"));
		await().until(() -> context.getBean(Stock.class).waiting().size() == 1);
		assertThat(traffic.snapshot().everServed()).isTrue();
		assertThat(traffic.snapshot().inFlight()).isOne();
		assertThat(traffic.snapshot().peers()).extracting(Traffic.Peer::address)
			.singleElement()
			.isIn("127.0.0.1", "0:0:0:0:0:0:0:1");
		context.getBean(Stock.class).open();
		call.join();
		await().until(() -> traffic.snapshot().active() == 0);
		assertThat(traffic.snapshot().inFlight()).isZero();
	}

	@Test
	void callThatFailsIsNoLongerInFlight() {
		ConfigurableApplicationContext context = start(List.of(Aware.class));
		StockClient client = client(context);
		assertThatExceptionOfType(StatusRuntimeException.class).isThrownBy(() -> client.take("fail"));
		Traffic traffic = context.getBean(GrpcTraffic.class);
		await().until(() -> traffic.snapshot().active() == 0);
		assertThat(traffic.snapshot().peers()).hasSize(1);
	}

	@Test
	void callThatIsNoTrafficDoesNotCount() {
		ConfigurableApplicationContext context = start(List.of(Aware.class),
				"spot-aware.drain.ignored-paths=/shop.Stock/Watch");
		Traffic traffic = context.getBean(GrpcTraffic.class);
		client(context).health("");
		assertThat(client(context).watch("prices").next()).isEqualTo("prices");
		closing(new StockClient(port(context), "kube-probe/1.33")).take("probed");
		assertThat(traffic.snapshot().everServed()).isFalse();
		assertThat(traffic.snapshot().active()).isZero();
	}

	@Test
	void streamIsWaitedForOnlyWhileSomethingIsSaid() {
		ConfigurableApplicationContext context = start(List.of(Aware.class));
		Traffic traffic = context.getBean(GrpcTraffic.class);
		Stock stock = context.getBean(Stock.class);
		Iterator<String> answers = client(context).watch("prices");
		assertThat(answers.next()).isEqualTo("prices");
		assertThat(traffic.snapshot().active()).isOne();
		await().until(() -> traffic.snapshot().inFlight() == 0);
		// It is in flight for a second only.
		await().until(() -> {
			stock.watches().get(0).onNext("more");
			return traffic.snapshot().inFlight() == 1;
		});
		assertThat(traffic.snapshot().active()).isOne();
		stock.watches().get(0).onError(Status.ABORTED.asRuntimeException());
		await().until(() -> traffic.snapshot().active() == 0);
	}

}
