package io.github.spotaware.web;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.lang.reflect.Field;

import jakarta.servlet.http.HttpServletRequest;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.RequestFacade;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.apache.tomcat.util.buf.MessageBytes;
import org.jspecify.annotations.Nullable;

import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.RuntimeHintsRegistrar;
import org.springframework.util.ReflectionUtils;

/**
 * Reads a request as Tomcat received it. What it hands to applications has no address but
 * the one that forwarded headers tell of, and makes a string of a header that is asked
 * for, once for each request.
 */
final class TomcatRequest {

	private static final Log logger = LogFactory.getLog(TomcatRequest.class);

	private static final String FIELD = "request";

	/**
	 * What a facade stands before. Tomcat shows it to its own classes only.
	 */
	private static final @Nullable VarHandle REQUEST = request();

	private TomcatRequest() {
	}

	/**
	 * Return the request behind another one, or {@code null} where Tomcat did not receive
	 * it or does not let us see it.
	 */
	static @Nullable Object behind(HttpServletRequest request) {
		return (REQUEST != null && request instanceof RequestFacade facade) ? REQUEST.get(facade) : null;
	}

	/**
	 * Return the address the socket is connected to.
	 */
	static String peer(Object received) {
		return ((Request) received).getPeerAddr();
	}

	/**
	 * Return whether the User-Agent begins with one of these, in whatever case.
	 */
	static boolean isFrom(Object received, String[] names) {
		MessageBytes userAgent = ((Request) received).getCoyoteRequest().getMimeHeaders().getValue("User-Agent");
		if (userAgent == null) {
			return false;
		}
		for (String name : names) {
			if (userAgent.startsWithIgnoreCase(name, 0)) {
				return true;
			}
		}
		return false;
	}

	private static @Nullable VarHandle request() {
		try {
			return MethodHandles.privateLookupIn(RequestFacade.class, MethodHandles.lookup())
				.findVarHandle(RequestFacade.class, FIELD, Request.class);
		}
		catch (ReflectiveOperationException | RuntimeException | LinkageError ex) {
			logger.warn("Tomcat's requests cannot be reached: callers are taken for whom forwarded headers say", ex);
			return null;
		}
	}

	/**
	 * Lets a native image read the field.
	 */
	static final class Hints implements RuntimeHintsRegistrar {

		@Override
		public void registerHints(RuntimeHints hints, @Nullable ClassLoader classLoader) {
			Field field = ReflectionUtils.findField(RequestFacade.class, FIELD);
			if (field != null) {
				hints.reflection().registerField(field);
			}
		}

	}

}
