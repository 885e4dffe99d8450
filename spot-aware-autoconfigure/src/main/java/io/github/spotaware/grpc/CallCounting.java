package io.github.spotaware.grpc;

import io.grpc.ServerBuilder;

import org.springframework.grpc.server.ServerBuilderCustomizer;

/**
 * Puts the interceptor before all others, of Spring's and of the services.
 *
 * @param <T> the type of the builder
 */
final class CallCounting<T extends ServerBuilder<T>> implements ServerBuilderCustomizer<T> {

	/**
	 * Calls of a servlet are requests of the web server, which counts them.
	 */
	private static final String SERVLET = "io.grpc.servlet.";

	private final TrafficInterceptor interceptor;

	CallCounting(TrafficInterceptor interceptor) {
		this.interceptor = interceptor;
	}

	@Override
	public void customize(T builder) {
		if (!InProcess.isBuilder(builder) && !builder.getClass().getName().startsWith(SERVLET)) {
			builder.intercept(this.interceptor); // the last one added is called first
		}
	}

}
