package io.github.spotaware.background;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.awspring.cloud.sqs.integration.SqsMessageDrivenChannelAdapter;
import io.awspring.cloud.sqs.listener.ContainerOptions;
import io.awspring.cloud.sqs.listener.DefaultListenerContainerRegistry;
import io.awspring.cloud.sqs.listener.MessageListenerContainerRegistry;
import io.awspring.cloud.sqs.listener.MessageProcessingContext;
import io.awspring.cloud.sqs.listener.SqsHeaders;
import io.awspring.cloud.sqs.listener.SqsMessageListenerContainer;
import io.awspring.cloud.sqs.listener.Visibility;
import io.awspring.cloud.sqs.listener.acknowledgement.AcknowledgementCallback;
import io.awspring.cloud.sqs.listener.acknowledgement.AcknowledgementExecutor;
import io.awspring.cloud.sqs.listener.acknowledgement.ExecutingAcknowledgementProcessor;
import io.awspring.cloud.sqs.listener.backpressure.BackPressureHandler.ReleaseReason;
import io.awspring.cloud.sqs.listener.backpressure.BatchAwareBackPressureHandler;
import io.awspring.cloud.sqs.listener.interceptor.AsyncMessageInterceptor;
import io.awspring.cloud.sqs.listener.sink.MessageSink;
import io.github.spotaware.Ticker;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.mockito.ArgumentCaptor;
import software.amazon.awssdk.services.sqs.SqsAsyncClient;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.integration.config.EnableIntegration;
import org.springframework.messaging.Message;
import org.springframework.messaging.support.GenericMessage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.BDDMockito.given;
import static org.mockito.BDDMockito.then;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.spy;

/**
 * Tests for {@link SqsListeners} and what they are made of: here, where the library is on
 * the class path.
 */
@ExtendWith(OutputCaptureExtension.class)
class SqsListenersTests {

	private final AtomicLong now = new AtomicLong(Duration.ofHours(1).toNanos());

	private final SqsMessageListenerContainer<Object> container = spy(SqsMessageListenerContainer.builder()
		.sqsAsyncClient(mock(SqsAsyncClient.class))
		.queueNames("orders")
		.messageListener((message) -> {
		})
		.build());

	private final SqsListener listener = new SqsListener(this.container, this.now::get);

	private final FakeHandler handler = new FakeHandler();

	private final SqsPermits permits = new SqsPermits(this.handler, this.listener);

	private final FakeSink sink = new FakeSink();

	private final SqsSink<String> watched = new SqsSink<>(this.sink, this.listener);

	private final List<String> givenBack = new ArrayList<>();

	@BeforeEach
	void run() {
		given(this.container.isRunning()).willReturn(true);
		this.listener.polls(this.permits);
	}

	@Test
	void nameIsTheIdOrElseTheQueues() {
		assertThat(this.listener.name()).isEqualTo("orders");
		given(this.container.getId()).willReturn("io.awspring.cloud.sqs.sqsListenerEndpointContainer#0");
		assertThat(new SqsListener(this.container, this.now::get).name()).isEqualTo("orders");
		given(this.container.getId()).willReturn("mine");
		assertThat(new SqsListener(this.container, this.now::get).name()).isEqualTo("mine");
	}

	@Test
	void pollsAsTheHandlerSays() throws InterruptedException {
		assertThat(this.permits.requestBatch()).isEqualTo(10);
		assertThat(this.permits.request(3)).isEqualTo(3);
		this.permits.release(3, ReleaseReason.NONE_FETCHED);
		assertThat(this.handler.out).hasValue(10);
		this.permits.setId("id");
		assertThat(this.permits.getId()).isEqualTo("id");
		assertThat(this.permits.drain(Duration.ofSeconds(3))).isTrue();
		assertThat(this.handler.drained).isEqualTo(Duration.ofSeconds(3));
	}

	@Test
	void pausedOneGetsNoPermitUntilItIsResumed() throws Exception {
		assertThat(this.listener.pause()).isTrue();
		assertThat(this.listener.pause()).isFalse();
		CountDownLatch asked = new CountDownLatch(1);
		CompletableFuture<Integer> polling = CompletableFuture.supplyAsync(() -> {
			asked.countDown();
			return requestUntilThereAreSome();
		});
		assertThat(asked.await(30, TimeUnit.SECONDS)).isTrue();
		assertThat(this.handler.out).hasValue(0);
		this.listener.resume();
		assertThat(polling.get(30, TimeUnit.SECONDS)).isEqualTo(10);
	}

	@Test
	void permitsThatWereGivenWhileItWasPausedAreHandedBack() throws InterruptedException {
		this.handler.whenAsked = this.listener::pause;
		assertThat(this.permits.requestBatch()).isZero();
		assertThat(this.handler.out).hasValue(0);
		assertThat(this.handler.reasons).containsExactly(ReleaseReason.NONE_FETCHED);
		assertThat(this.listener.inHand()).isEmpty();
	}

	@Test
	void oneThatDoesNotRunIsNotPaused() {
		given(this.container.isRunning()).willReturn(false);
		assertThat(this.listener.pause()).isFalse();
	}

	@Test
	void openPollIsInHandUntilItsAnswerIsThere() throws InterruptedException {
		this.permits.requestBatch();
		this.listener.pause();
		assertThat(this.listener.inHand()).containsExactly(new Work("orders (open poll)", this.now.get()));
		this.permits.release(10, ReleaseReason.NONE_FETCHED);
		assertThat(this.listener.inHand()).isEmpty();
	}

	@Test
	void permitThatIsLostIsNotWaitedForLongerThanAPollTakes() throws InterruptedException {
		this.permits.requestBatch();
		Duration longest = this.container.getContainerOptions().getPollTimeout().plusSeconds(5);
		this.now.addAndGet(longest.toNanos());
		assertThat(this.listener.inHand()).isEmpty();
	}

	@Test
	void messageIsInHandFromItsArrivalUntilItIsProcessed() throws InterruptedException {
		this.permits.request(1);
		emit("a");
		this.now.incrementAndGet();
		assertThat(this.listener.inHand()).containsExactly(new Work("orders", this.now.get()));
		this.sink.begin("a");
		long begun = this.now.getAndIncrement();
		assertThat(this.listener.inHand()).containsExactly(new Work("orders", begun));
		this.sink.finish("a");
		// Until it is acknowledged, its permit is out.
		assertThat(this.listener.inHand()).hasSize(1);
		this.permits.release(1, ReleaseReason.PROCESSED);
		this.sink.done.complete(null);
		assertThat(this.listener.inHand()).isEmpty();
	}

	@Test
	void batchIsInHandAsAWhole() {
		emit("a", "b");
		CompletableFuture<Collection<Message<String>>> turn = this.sink.interceptor().intercept(this.sink.messages);
		assertThat(turn).isCompleted();
		assertThat(this.listener.inHand()).hasSize(2);
		assertThat(this.sink.interceptor().afterProcessing(this.sink.messages, null)).isCompleted();
		assertThat(this.listener.inHand()).isEmpty();
	}

	@Test
	void messagesBehindAFailedOneAreNoLongerInHandWhenTheBatchIsOver() {
		emit("a", "b");
		this.sink.begin("a");
		this.sink.finish("a");
		assertThat(this.listener.inHand()).hasSize(1);
		this.sink.done.complete(null);
		assertThat(this.listener.inHand()).isEmpty();
	}

	@Test
	void unfinishedMessagesAreGivenBackOnceAndFinishedOnesAreNot() {
		emit("a", "b", "c");
		this.sink.begin("a");
		this.sink.finish("a");
		this.sink.begin("b");
		this.listener.giveBack();
		this.listener.giveBack();
		assertThat(this.givenBack).containsExactlyInAnyOrder("b", "c");
	}

	@Test
	void messageThatWasGivenBackDoesNotGetItsTurn() {
		emit("a", "b");
		this.sink.begin("a");
		this.listener.giveBack();
		CompletableFuture<Message<String>> turn = this.sink.turn("b");
		assertThat(turn).isNotDone();
		CompletableFuture<Collection<Message<String>>> batch = this.sink.interceptor().intercept(this.sink.messages);
		assertThat(batch).isNotDone();
		this.listener.resume();
		assertThat(turn).isCompletedExceptionally();
		assertThat(batch).isCompletedExceptionally();
	}

	@Test
	void whatArrivesWhenTheTimeIsOverIsGivenBackAtOnce() throws InterruptedException {
		this.permits.requestBatch();
		this.listener.pause();
		this.listener.giveBack();
		this.permits.release(9, ReleaseReason.PARTIAL_FETCH);
		emit("late");
		assertThat(this.givenBack).containsExactly("late");
		assertThat(this.sink.messages).isEmpty();
		assertThat(this.handler.out).hasValue(0);
		assertThat(this.listener.inHand()).isEmpty();
	}

	@Test
	void containerThatStopsWhenTheTimeIsOverWaitsForOpenPollsOnly() throws Exception {
		this.permits.request(2);
		emit("hangs");
		this.listener.pause();
		this.listener.giveBack();
		CompletableFuture<Boolean> stopping = CompletableFuture
			.supplyAsync(() -> this.permits.drain(Duration.ofMinutes(1)));
		this.permits.release(1, ReleaseReason.PARTIAL_FETCH);
		assertThat(stopping.get(30, TimeUnit.SECONDS)).isTrue();
		assertThat(this.handler.drained).isNull();
		assertThat(this.listener.inHand()).containsExactly(new Work("orders", this.now.get()));
	}

	@Test
	void messageThatCannotBeGivenBackIsToldOf(CapturedOutput output) {
		Visibility visibility = mock();
		given(visibility.changeToAsync(0))
			.willReturn(CompletableFuture.failedFuture(new IllegalStateException("no connection")));
		new SqsMessage(new GenericMessage<>("a", Map.of(SqsHeaders.SQS_VISIBILITY_TIMEOUT_HEADER, visibility,
				SqsHeaders.SQS_QUEUE_NAME_HEADER, "orders")))
			.giveBack();
		new SqsMessage(new GenericMessage<>("without")).giveBack();
		assertThat(output).contains("A message of queue 'orders' could not be given back").contains("no connection");
	}

	@Test
	void acknowledgementIsInHandUntilItIsSent() {
		ExecutingAcknowledgementProcessor<String> gathering = mock();
		AcknowledgementCallback<String> callback = new AcknowledgementCallback<>() {
		};
		given(gathering.getAcknowledgementCallback()).willReturn(callback);
		SqsAcknowledgements<String> acknowledgements = new SqsAcknowledgements<>(gathering);
		this.listener.acknowledges(acknowledgements);
		List<Integer> calls = new ArrayList<>();
		CompletableFuture<Void> sent = new CompletableFuture<>();
		acknowledgements.setAcknowledgementExecutor((messages) -> {
			calls.add(messages.size());
			return sent;
		});
		List<Message<String>> messages = IntStream.range(0, 11).mapToObj((i) -> message("a" + i)).toList();
		assertThat(acknowledgements.getAcknowledgementCallback().onAcknowledge(messages.get(0))).isCompleted();
		assertThat(acknowledgements.getAcknowledgementCallback().onAcknowledge(messages)).isCompleted();
		assertThat(this.listener.inHand()).containsExactly(new Work("orders (acknowledgement)", this.now.get()));
		this.listener.giveBack();
		assertThat(calls).containsExactly(10, 1);
		assertThat(this.listener.inHand()).hasSize(1);
		sent.complete(null);
		assertThat(this.listener.inHand()).isEmpty();
	}

	@Test
	void acknowledgementThatItsProcessorSendsIsNoLongerInHand() {
		ExecutingAcknowledgementProcessor<String> gathering = mock();
		given(gathering.getAcknowledgementCallback()).willReturn(new AcknowledgementCallback<>() {
		});
		SqsAcknowledgements<String> acknowledgements = new SqsAcknowledgements<>(gathering);
		acknowledgements.setAcknowledgementExecutor((messages) -> CompletableFuture.completedFuture(null));
		ArgumentCaptor<AcknowledgementExecutor<String>> executor = ArgumentCaptor.captor();
		then(gathering).should().setAcknowledgementExecutor(executor.capture());
		Message<String> message = message("a");
		assertThat(acknowledgements.getAcknowledgementCallback().onAcknowledge(message)).isCompleted();
		assertThat(acknowledgements.isEmpty()).isFalse();
		assertThat(executor.getValue().execute(List.of(message))).isCompleted();
		assertThat(acknowledgements.isEmpty()).isTrue();
	}

	@Test
	void containersAreWatchedBeforeTheyStart() {
		SqsMessageListenerContainer<Object> late = SqsMessageListenerContainer.builder()
			.sqsAsyncClient(mock(SqsAsyncClient.class))
			.queueNames("late.fifo")
			.build();
		SqsMessageListenerContainer<Object> running = this.container;
		SqsListeners listeners = new SqsListeners(() -> Stream.of(late, running), Set.of("kept")::contains,
				this.now::get);
		assertThat(listeners.isAutoStartup()).isTrue();
		assertThat(listeners.getPhase()).isLessThan(late.getPhase());
		listeners.start();
		listeners.start();
		assertThat(listeners.isRunning()).isTrue();
		assertThat(late.getContainerComponentFactories()).hasSize(2)
			.allSatisfy((factory) -> assertThat(factory).isInstanceOf(SqsComponents.class));
		assertThat(late.getContainerOptions()
			.getBackPressureHandlerFactory()
			.createBackPressureHandler(late.getContainerOptions())).isInstanceOf(SqsPermits.class);
		then(running).should(never()).setComponentFactories(any());
		assertThat(listeners.name()).isEqualTo("sqs-listeners");
		assertThat(listeners.pause(mock())).isEmpty();
		listeners.stop();
		assertThat(listeners.isRunning()).isFalse();
	}

	@Test
	void containersOfRegistriesBeansAndChannelAdaptersAreFound() {
		new ApplicationContextRunner().withConfiguration(AutoConfigurations.of(BackgroundAutoConfiguration.class))
			.withUserConfiguration(Application.class)
			.run((context) -> {
				PauseIntakeStep pause = context.getBean("spotAwarePauseSqsListeners", PauseIntakeStep.class);
				assertThat(pause.name()).isEqualTo("pause-sqs-listeners");
				assertThat(context.getBean(SqsListeners.class).names()).containsExactlyInAnyOrder("registered", "bean",
						"adapted");
			});
	}

	@Test
	void withoutSpringCloudAwsThereIsNothing() {
		new ApplicationContextRunner().withConfiguration(AutoConfigurations.of(BackgroundAutoConfiguration.class))
			.withUserConfiguration(Application.class)
			.withClassLoader(new FilteredClassLoader(MessageListenerContainerRegistry.class))
			.run((context) -> assertThat(context).doesNotHaveBean("spotAwareSqsListeners"));
	}

	@Test
	void handlerThatKnowsNoBatchesIsLeftToTheContainerToRefuse() {
		SqsMessageListenerContainer<Object> odd = SqsMessageListenerContainer.builder()
			.sqsAsyncClient(mock(SqsAsyncClient.class))
			.queueNames("odd")
			.messageListener((message) -> {
			})
			.configure((options) -> options.backPressureHandlerFactory((built) -> mock()))
			.build();
		new SqsListeners(() -> Stream.of(odd), (name) -> false, this.now::get).start();
		assertThatIllegalArgumentException().isThrownBy(odd::start);
	}

	private int requestUntilThereAreSome() {
		try {
			int given = this.permits.requestBatch();
			while (given == 0) {
				given = this.permits.requestBatch();
			}
			return given;
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

	private void emit(String... payloads) {
		List<Message<String>> messages = Stream.of(payloads).map(this::message).toList();
		MessageProcessingContext<String> context = MessageProcessingContext.<String>create()
			.setBackPressureReleaseCallback(() -> this.permits.release(1, ReleaseReason.PROCESSED));
		CompletableFuture<Void> unused = this.watched.emit(messages, context);
	}

	private Message<String> message(String payload) {
		Visibility visibility = (seconds) -> {
			assertThat(seconds).isZero();
			this.givenBack.add(payload);
			return CompletableFuture.completedFuture(null);
		};
		return new GenericMessage<>(payload, Map.of(SqsHeaders.SQS_VISIBILITY_TIMEOUT_HEADER, visibility));
	}

	private static SqsMessageListenerContainer<Object> stopped(String queue) {
		return SqsMessageListenerContainer.builder()
			.id(queue)
			.sqsAsyncClient(mock(SqsAsyncClient.class))
			.queueNames(queue)
			.messageListener((message) -> {
			})
			.configure((options) -> options.autoStartup(false))
			.build();
	}

	@Configuration(proxyBeanMethods = false)
	@EnableIntegration
	static class Application {

		@Bean
		MessageListenerContainerRegistry registry() {
			MessageListenerContainerRegistry registry = new DefaultListenerContainerRegistry();
			registry.registerListenerContainer(stopped("registered"));
			return registry;
		}

		@Bean
		SqsMessageListenerContainer<Object> container() {
			return stopped("bean");
		}

		@Bean
		SqsMessageDrivenChannelAdapter adapter() {
			SqsMessageDrivenChannelAdapter adapter = new SqsMessageDrivenChannelAdapter(mock(SqsAsyncClient.class),
					"adapted");
			adapter.setOutputChannelName("nullChannel");
			adapter.setAutoStartup(false);
			return adapter;
		}

		@Bean
		Ticker ticker() {
			return System::nanoTime;
		}

	}

	private static final class FakeHandler implements BatchAwareBackPressureHandler {

		private final List<ReleaseReason> reasons = new ArrayList<>();

		private Runnable whenAsked = () -> {
		};

		private final AtomicInteger out = new AtomicInteger();

		private @Nullable Duration drained;

		@Override
		public int requestBatch() {
			return request(10);
		}

		@Override
		public int request(int amount) {
			this.whenAsked.run();
			this.out.addAndGet(amount);
			return amount;
		}

		@Override
		public void release(int amount, ReleaseReason reason) {
			this.out.addAndGet(-amount);
			this.reasons.add(reason);
		}

		@Override
		public boolean drain(Duration timeout) {
			this.drained = timeout;
			return true;
		}

	}

	private static final class FakeSink implements MessageSink<String> {

		private final CompletableFuture<Void> done = new CompletableFuture<>();

		private Collection<Message<String>> messages = List.of();

		private @Nullable MessageProcessingContext<String> context;

		@Override
		public CompletableFuture<Void> emit(Collection<Message<String>> emitted,
				MessageProcessingContext<String> processing) {
			this.messages = emitted;
			this.context = processing;
			return this.done;
		}

		@Override
		public void configure(ContainerOptions<?, ?> options) {
		}

		AsyncMessageInterceptor<String> interceptor() {
			return Objects.requireNonNull(this.context).getInterceptors().get(0);
		}

		void begin(String payload) {
			assertThat(turn(payload)).isCompleted();
		}

		CompletableFuture<Message<String>> turn(String payload) {
			return interceptor().intercept(find(payload));
		}

		void finish(String payload) {
			assertThat(interceptor().afterProcessing(find(payload), null)).isCompleted();
		}

		private Message<String> find(String payload) {
			return this.messages.stream()
				.filter((message) -> message.getPayload().equals(payload))
				.findFirst()
				.orElseThrow();
		}

	}

}
