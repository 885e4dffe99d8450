package io.github.spotaware.grpc;

import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import io.github.spotaware.DrainPhase;
import io.github.spotaware.StepOutcome;
import io.github.spotaware.testsupport.FakeSource;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.health.v1.HealthCheckResponse;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.netty.NettyServerBuilder;
import io.grpc.protobuf.services.HealthStatusManager;
import io.grpc.stub.StreamObserver;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import org.junit.jupiter.api.Test;

import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.grpc.server.ServerBuilderCustomizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

/**
 * What callers see of a drain, by fresh connections and by those they have kept.
 */
class GrpcDrainTests extends GrpcTestBase {

	@Test
	void everyStepOfADrainIsSeenByEveryKindOfConnection() {
		ConfigurableApplicationContext context = startHeld();
		Holds holds = context.getBean(Holds.class);
		Stock stock = context.getBean(Stock.class);
		StockClient kept = client(context);
		int keptPort = kept.port();
		assertThat(kept.port()).isEqualTo(keptPort);
		StockClient waiting = client(context);
		int waitingPort = waiting.port();
		CompletableFuture<String> inFlight = CompletableFuture.supplyAsync(() -> waiting.take("wait"));
		await().until(() -> stock.waiting().size() == 1);
		StockClient prober = client(context);
		assertThat(prober.health("")).isEqualTo(ServingStatus.SERVING);

		interrupt(context);
		holds.awaitEntered(DrainPhase.LEAVE);
		assertThat(outcome(context, "close-grpc-connections").detail()).matches("GOAWAY to [1-3]");
		assertThat(prober.health("")).isEqualTo(ServingStatus.NOT_SERVING);
		await().until(() -> kept.port() != keptPort);
		int nextPort = kept.port();
		assertThat(client(context).take("fresh")).startsWith("fresh");

		holds.release(DrainPhase.LEAVE);
		holds.awaitEntered(DrainPhase.SETTLE);
		await().until(() -> kept.port() != nextPort);
		assertThat(client(context).take("fresh")).startsWith("fresh");
		assertThat(inFlight).isNotDone();
		stock.open();
		assertThat(inFlight).succeedsWithin(Duration.ofSeconds(20)).isEqualTo("wait by " + waitingPort);

		holds.release(DrainPhase.SETTLE);
		awaitDrained(context);
		assertThat(kept.take("late")).startsWith("late");
		assertThat(client(context).take("fresh")).startsWith("fresh");
		int port = port(context);
		context.close();
		assertThatExceptionOfType(StatusRuntimeException.class).isThrownBy(() -> client(port).take("gone"))
			.satisfies((ex) -> assertThat(ex.getStatus().getCode()).isEqualTo(Status.Code.UNAVAILABLE));
	}

	@Test
	void callThatIsInFlightWhenTheServerStopsIsAnswered() {
		ConfigurableApplicationContext context = start(List.of(Aware.class));
		Stock stock = context.getBean(Stock.class);
		interrupt(context);
		awaitDrained(context);
		StockClient client = client(context);
		CompletableFuture<String> inFlight = CompletableFuture.supplyAsync(() -> client.take("wait"));
		await().until(() -> stock.waiting().size() == 1);
		int port = port(context);
		CompletableFuture<Void> closing = closeAside(context);
		await().until(() -> refuses(port));
		assertThat(closing).isNotDone();
		stock.open();
		assertThat(inFlight).succeedsWithin(Duration.ofSeconds(20)).asString().startsWith("wait");
		assertThat(closing).succeedsWithin(Duration.ofSeconds(20));
	}

	/**
	 * With a grace period without an end Spring's server alone would wait for ever.
	 */
	@Test
	void callThatNeverEndsIsCutOffBeforeTheDeadline() {
		ConfigurableApplicationContext context = start(List.of(Aware.class),
				"spring.grpc.server.shutdown.grace-period=-1s", "spot-aware.termination-grace-period=4s",
				"spot-aware.drain.reserve=2s");
		StockClient client = client(context);
		CompletableFuture<Status> inFlight = CompletableFuture.supplyAsync(() -> client.take("wait"))
			.handle((answer, ex) -> Status.fromThrowable(ex));
		await().until(() -> context.getBean(Stock.class).waiting().size() == 1);
		assertThat(closeAside(context)).succeedsWithin(Duration.ofSeconds(20));
		assertThat(inFlight).succeedsWithin(Duration.ofSeconds(20));
	}

	@Test
	void drainThatIsTakenBackLetsNewConnectionsStay() {
		ConfigurableApplicationContext context = startHeld();
		Holds holds = context.getBean(Holds.class);
		HealthStatusManager health = context.getBean(HealthStatusManager.class);
		health.setStatus("shop.Stock", ServingStatus.SERVING);
		health.setStatus("shop.Orders", ServingStatus.NOT_SERVING);
		StockClient client = client(context);
		client.port();
		interrupt(context);
		holds.awaitEntered(DrainPhase.LEAVE);
		assertThat(client.health("shop.Stock")).isEqualTo(ServingStatus.NOT_SERVING);
		context.getBean(FakeSource.class).signals().withdraw();
		holds.releaseAll();
		await().until(() -> client.health("") == ServingStatus.SERVING);
		await().until(() -> client.health("shop.Stock") == ServingStatus.SERVING);
		assertThat(client.health("shop.Orders")).isEqualTo(ServingStatus.NOT_SERVING);
		int port = client(context).port();
		StockClient fresh = client(context);
		int freshPort = fresh.port();
		assertThat(freshPort).isNotEqualTo(port);
		await().during(LeaveLateConnectionsStep.STAY.plusMillis(500))
			.atMost(Duration.ofSeconds(10))
			.until(() -> fresh.port() == freshPort);
	}

	@Test
	void streamIsEndedBetweenTwoMessagesWhenItsTurnComes() {
		ConfigurableApplicationContext context = start(List.of(Aware.class));
		Stock stock = context.getBean(Stock.class);
		StockClient client = client(context);
		Iterator<String> answers = client.watch("prices");
		assertThat(answers.next()).isEqualTo("prices");
		Heard<String> chat = new Heard<>();
		StreamObserver<String> messages = client.chat(chat);
		messages.onNext("hello");
		await().until(() -> chat.messages().contains("you said hello"));
		interrupt(context);
		awaitDrained(context);
		assertThat(outcome(context, "close-streams")).isEqualTo(StepOutcome.done("closed 2 gRPC streams"));
		assertThatExceptionOfType(StatusRuntimeException.class).isThrownBy(answers::hasNext).satisfies((ex) -> {
			assertThat(ex.getStatus().getCode()).isEqualTo(Status.Code.UNAVAILABLE);
			assertThat(ex.getStatus().getDescription()).isEqualTo(StreamingCall.MOVING);
		});
		assertThat(chat.end()).succeedsWithin(Duration.ofSeconds(10))
			.extracting(Status::getCode)
			.isEqualTo(Status.Code.UNAVAILABLE);
		await().untilAsserted(() -> assertThat(stock.cancelled()).containsExactlyInAnyOrder("prices", "chat"));
		assertThat(stock.watches().get(0).isCancelled()).isTrue();
		stock.watches().get(0).onNext("nobody hears");
	}

	@Test
	void watchOnOurHealthHearsOfTheDrainAndHoldsUpNothing() {
		ConfigurableApplicationContext context = start(List.of(Aware.class));
		Heard<HealthCheckResponse> heard = new Heard<>();
		client(context).watchHealth(heard);
		await().until(() -> heard.messages().size() == 1);
		interrupt(context);
		awaitDrained(context);
		await().until(() -> heard.messages().size() == 2);
		assertThat(heard.messages()).extracting(HealthCheckResponse::getStatus)
			.containsExactly(ServingStatus.SERVING, ServingStatus.NOT_SERVING);
		assertThat(closeAside(context)).succeedsWithin(Duration.ofSeconds(20));
		assertThat(heard.end()).succeedsWithin(Duration.ofSeconds(20))
			.extracting(Status::getCode)
			.isEqualTo(Status.Code.UNAVAILABLE);
	}

	@Test
	void serverWithChannelsOfItsOwnIsReachedToo() {
		ConfigurableApplicationContext context = start(List.of(Aware.class, Holds.class, OwnChannels.class));
		assertThat(context.getBean(ConnectionsCheck.class).findings()).isEmpty();
		StockClient client = client(context);
		int port = client.port();
		interrupt(context);
		context.getBean(Holds.class).awaitEntered(DrainPhase.LEAVE);
		await().until(() -> client.port() != port);
	}

	@Test
	void connectionsStayWhenCallersAreNotToBeTold() {
		ConfigurableApplicationContext context = startHeld("spot-aware.drain.connection-close=false");
		StockClient client = client(context);
		int port = client.port();
		interrupt(context);
		context.getBean(Holds.class).awaitEntered(DrainPhase.LEAVE);
		assertThat(outcome(context, "close-grpc-connections"))
			.isEqualTo(StepOutcome.skipped("'spot-aware.drain.connection-close' is off"));
		assertThat(client.port()).isEqualTo(port);
	}

	private boolean refuses(int port) {
		try (StockClient client = new StockClient(port)) {
			client.take("late");
			return false;
		}
		catch (StatusRuntimeException ex) {
			return true;
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * A server that is given its channels and event loops.
	 */
	@Configuration(proxyBeanMethods = false)
	static class OwnChannels {

		@Bean(destroyMethod = "shutdownGracefully")
		EventLoopGroup loops() {
			return new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
		}

		@Bean
		ServerBuilderCustomizer<NettyServerBuilder> channels(EventLoopGroup loops) {
			return (builder) -> builder.channelType(NioServerSocketChannel.class)
				.bossEventLoopGroup(loops)
				.workerEventLoopGroup(loops);
		}

	}

}
