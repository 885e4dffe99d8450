package io.github.spotaware.streams;

import org.springframework.boot.autoconfigure.condition.AnyNestedCondition;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.web.server.context.WebServerApplicationContext;

/**
 * Matches applications that have a server whose streams we know.
 */
final class StreamsServed extends AnyNestedCondition {

	StreamsServed() {
		super(ConfigurationPhase.REGISTER_BEAN);
	}

	/**
	 * Matches with a web server.
	 */
	@ConditionalOnWebApplication
	@ConditionalOnClass(WebServerApplicationContext.class)
	static class Web {

	}

	/**
	 * Matches with a gRPC server.
	 */
	@ConditionalOnBean(type = "org.springframework.grpc.server.lifecycle.GrpcServerLifecycle")
	static class Grpc {

	}

}
