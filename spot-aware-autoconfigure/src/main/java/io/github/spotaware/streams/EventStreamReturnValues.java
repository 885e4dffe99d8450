package io.github.spotaware.streams;

import java.time.Duration;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;

import org.springframework.core.MethodParameter;
import org.springframework.core.ReactiveAdapter;
import org.springframework.core.ReactiveAdapterRegistry;
import org.springframework.http.ResponseEntity;
import org.springframework.util.ClassUtils;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodReturnValueHandler;
import org.springframework.web.method.support.ModelAndViewContainer;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/**
 * Sees the event streams that controllers of Spring MVC return: as an {@link SseEmitter},
 * or as a publisher. Other streamed bodies are none of ours: a client could not tell one
 * that was ended from a complete one.
 */
final class EventStreamReturnValues implements HandlerMethodReturnValueHandler {

	private static final boolean REACTOR = ClassUtils.isPresent("reactor.core.publisher.Flux",
			EventStreamReturnValues.class.getClassLoader());

	private final HandlerMethodReturnValueHandler delegate;

	private final OpenStreams streams;

	private final Duration retry;

	EventStreamReturnValues(HandlerMethodReturnValueHandler delegate, OpenStreams streams, Duration retry) {
		this.delegate = delegate;
		this.streams = streams;
		this.retry = retry;
	}

	@Override
	public boolean supportsReturnType(MethodParameter returnType) {
		return this.delegate.supportsReturnType(returnType);
	}

	@Override
	public void handleReturnValue(@Nullable Object returnValue, MethodParameter returnType,
			ModelAndViewContainer container, NativeWebRequest request) throws Exception {
		Object body = (returnValue instanceof ResponseEntity<?> entity) ? entity.getBody() : returnValue;
		if (body instanceof SseEmitter emitter) {
			this.delegate.handleReturnValue(returnValue, returnType, container, request);
			opened(emitter, request);
		}
		else if (REACTOR && body != null && Reactive.publishes(body)) {
			new Reactive(this).handle(returnValue, body, returnType, container, request);
		}
		else {
			this.delegate.handleReturnValue(returnValue, returnType, container, request);
		}
	}

	private void opened(SseEmitter emitter, NativeWebRequest request) {
		HttpServletRequest servletRequest = servletRequest(request);
		EmitterStream stream = new EmitterStream(servletRequest.getRequestURI(), emitter, this.retry);
		this.streams.opened(stream);
		try {
			servletRequest.getAsyncContext().addListener(new WhenComplete(() -> this.streams.closed(stream)));
		}
		catch (IllegalStateException ex) {
			this.streams.closed(stream); // complete already
		}
	}

	private static HttpServletRequest servletRequest(NativeWebRequest request) {
		HttpServletRequest servletRequest = request.getNativeRequest(HttpServletRequest.class);
		if (servletRequest == null) {
			throw new IllegalStateException("No HttpServletRequest");
		}
		return servletRequest;
	}

	/**
	 * Loaded only where Reactor is.
	 */
	private record Reactive(EventStreamReturnValues owner) {

		static boolean publishes(Object body) {
			ReactiveAdapter adapter = ReactiveAdapterRegistry.getSharedInstance().getAdapter(body.getClass());
			return adapter != null && adapter.isMultiValue();
		}

		void handle(@Nullable Object returnValue, Object body, MethodParameter returnType,
				ModelAndViewContainer container, NativeWebRequest request) throws Exception {
			ReactiveAdapter adapter = ReactiveAdapterRegistry.getSharedInstance().getAdapter(body.getClass());
			Publisher<?> events = (adapter != null) ? adapter.toPublisher(body) : (Publisher<?>) body;
			FluxStream stream = new FluxStream(servletRequest(request).getRequestURI(), this.owner.streams,
					this.owner.retry);
			Object ending = stream.until(events);
			if (returnValue instanceof ResponseEntity<?> entity) {
				ending = new ResponseEntity<>(ending, entity.getHeaders(), entity.getStatusCode());
			}
			this.owner.delegate.handleReturnValue(ending, returnType, container, request);
			HttpServletResponse response = request.getNativeResponse(HttpServletResponse.class);
			if (response != null && isEventStream(response.getContentType())) {
				stream.opened();
			}
		}

		private static boolean isEventStream(@Nullable String contentType) {
			return contentType != null && contentType.startsWith("text/event-stream");
		}

	}

}
