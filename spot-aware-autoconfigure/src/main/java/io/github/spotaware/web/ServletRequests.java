package io.github.spotaware.web;

import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletRequestWrapper;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.util.ClassUtils;

/**
 * Asks the server itself about a servlet request: what forwarded headers say may have
 * been applied to it.
 */
final class ServletRequests {

	/**
	 * Holds the address of the peer where Jetty itself rewrites the remote address.
	 */
	static final String PEER_ATTRIBUTE = "io.github.spotaware.web.peer";

	private static final boolean TOMCAT = ClassUtils.isPresent("org.apache.catalina.connector.RequestFacade",
			ServletRequests.class.getClassLoader());

	private ServletRequests() {
	}

	/**
	 * Return the request as the server received it, behind all wrappers.
	 */
	static ServletRequest innermost(ServletRequest request) {
		ServletRequest innermost = request;
		while (innermost instanceof ServletRequestWrapper wrapper) {
			innermost = wrapper.getRequest();
		}
		return innermost;
	}

	/**
	 * Return the address the socket is connected to.
	 */
	static Object peer(HttpServletRequest request) {
		Object received = tomcat(request);
		if (received != null) {
			return TomcatRequest.peer(received);
		}
		Object peer = request.getAttribute(PEER_ATTRIBUTE);
		return (peer != null) ? peer : request.getRemoteAddr();
	}

	/**
	 * Return whether it is a health check of the load balancer or of Kubernetes.
	 */
	static boolean isHealthCheck(HttpServletRequest request) {
		Object received = tomcat(request);
		return (received != null) ? TomcatRequest.isFrom(received, NotTraffic.HEALTH_CHECKERS)
				: NotTraffic.isHealthChecker(request.getHeader("User-Agent"));
	}

	static boolean isHttp1(HttpServletRequest request) {
		return request.getProtocol().startsWith("HTTP/1.");
	}

	static boolean isWebSocketHandshake(HttpServletRequest request) {
		return "websocket".equalsIgnoreCase(request.getHeader("Upgrade"));
	}

	private static @Nullable Object tomcat(HttpServletRequest request) {
		return TOMCAT ? TomcatRequest.behind(request) : null;
	}

}
