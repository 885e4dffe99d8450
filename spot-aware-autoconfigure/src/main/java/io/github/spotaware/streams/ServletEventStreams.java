package io.github.spotaware.streams;

import java.time.Duration;
import java.util.List;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.web.method.support.HandlerMethodReturnValueHandler;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerAdapter;
import org.springframework.web.servlet.mvc.method.annotation.ResponseBodyEmitterReturnValueHandler;

/**
 * Puts ourselves around what handles the streams that controllers return.
 */
final class ServletEventStreams implements BeanPostProcessor {

	private final ObjectProvider<OpenStreams> streams;

	private final ObjectProvider<StreamProperties> properties;

	ServletEventStreams(ObjectProvider<OpenStreams> streams, ObjectProvider<StreamProperties> properties) {
		this.streams = streams;
		this.properties = properties;
	}

	@Override
	public Object postProcessAfterInitialization(Object bean, String beanName) {
		if (bean instanceof RequestMappingHandlerAdapter adapter) {
			List<HandlerMethodReturnValueHandler> handlers = adapter.getReturnValueHandlers();
			if (handlers != null) {
				adapter.setReturnValueHandlers(handlers.stream().map(this::around).toList());
			}
		}
		return bean;
	}

	private HandlerMethodReturnValueHandler around(HandlerMethodReturnValueHandler handler) {
		if (handler instanceof ResponseBodyEmitterReturnValueHandler) {
			Duration retry = this.properties.getObject().retry();
			return new EventStreamReturnValues(handler, this.streams.getObject(), retry);
		}
		return handler;
	}

}
