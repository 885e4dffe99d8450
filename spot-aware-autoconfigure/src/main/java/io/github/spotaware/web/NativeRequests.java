package io.github.spotaware.web;

import java.net.InetSocketAddress;
import java.net.SocketAddress;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import reactor.netty.http.server.HttpServerRequest;

import org.springframework.http.HttpStatusCode;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpRequestDecorator;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.http.server.reactive.ServerHttpResponseDecorator;
import org.springframework.util.ClassUtils;

/**
 * Asks the server itself about a reactive request: what forwarded headers say has been
 * applied to everything above.
 */
final class NativeRequests {

	private static final boolean REACTOR_NETTY = isPresent("reactor.netty.http.server.HttpServerRequest");

	private static final boolean SERVLET = isPresent("jakarta.servlet.http.HttpServletRequest");

	private NativeRequests() {
	}

	/**
	 * Return the address the socket is connected to, or {@code null} where there is none.
	 */
	static @Nullable Object peer(ServerHttpRequest request) {
		Object received = received(request);
		if (REACTOR_NETTY && ReactorNetty.received(received)) {
			return ReactorNetty.peer(received);
		}
		if (SERVLET && Servlet.received(received)) {
			return Servlet.peer(received);
		}
		return address(request.getRemoteAddress());
	}

	/**
	 * Return whether the response may carry a header that HTTP/2 forbids.
	 */
	static boolean isHttp1(ServerHttpRequest request) {
		Object received = received(request);
		if (REACTOR_NETTY && ReactorNetty.received(received)) {
			return ReactorNetty.isHttp1(received);
		}
		return !(SERVLET && Servlet.received(received)) || Servlet.isHttp1(received);
	}

	/**
	 * See that a servlet container sends a body in chunks.
	 */
	static void sendInChunks(ServerHttpRequest request, ServerHttpResponse response) {
		Object received = received(request);
		if (SERVLET && Servlet.received(received)) {
			Servlet.sendInChunks(received, response);
		}
	}

	private static Object received(ServerHttpRequest request) {
		try {
			return ServerHttpRequestDecorator.getNativeRequest(request);
		}
		catch (IllegalArgumentException | IllegalStateException ex) {
			return request; // a mock
		}
	}

	private static @Nullable Object address(@Nullable SocketAddress address) {
		return (address instanceof InetSocketAddress inet && !inet.isUnresolved()) ? inet.getAddress() : null;
	}

	private static boolean isPresent(String className) {
		return ClassUtils.isPresent(className, NativeRequests.class.getClassLoader());
	}

	/**
	 * Loaded only where Reactor Netty is.
	 */
	private static final class ReactorNetty {

		private static boolean received(Object request) {
			return request instanceof HttpServerRequest;
		}

		private static @Nullable Object peer(Object request) {
			return address(((HttpServerRequest) request).connectionRemoteAddress());
		}

		private static boolean isHttp1(Object request) {
			return ((HttpServerRequest) request).protocol().startsWith("HTTP/1.");
		}

	}

	/**
	 * Loaded only where the Servlet API is.
	 */
	private static final class Servlet {

		private static boolean received(Object request) {
			return request instanceof HttpServletRequest;
		}

		private static Object peer(Object request) {
			return ServletRequests.peer((HttpServletRequest) ServletRequests.innermost((HttpServletRequest) request));
		}

		private static boolean isHttp1(Object request) {
			return ServletRequests.isHttp1((HttpServletRequest) request);
		}

		private static void sendInChunks(Object request, ServerHttpResponse response) {
			if (((HttpServletRequest) request).getProtocol().equals("HTTP/1.1")) {
				HttpStatusCode status = response.getStatusCode();
				ClosingResponse.sendInChunks(ServerHttpResponseDecorator.getNativeResponse(response),
						(status != null) ? status.value() : HttpServletResponse.SC_OK);
			}
		}

	}

}
