package io.github.spotaware.lifecycle;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

import io.github.spotaware.Deadline;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.context.ConfigurableApplicationContext;

/**
 * Names the bean that keeps a closing application context from ending in time: nothing
 * limits how long a bean takes to be destroyed.
 */
final class ClosingWatch {

	private static final Log logger = LogFactory.getLog(ClosingWatch.class);

	/**
	 * How long before the deadline it looks: late enough to blame nobody who is merely
	 * busy, early enough for the line to be read.
	 */
	private static final Duration BEFORE = Duration.ofSeconds(1);

	private final ConfigurableApplicationContext context;

	private final Threads threads;

	ClosingWatch(ConfigurableApplicationContext context, Threads threads) {
		this.context = context;
		this.threads = threads;
	}

	/**
	 * Look shortly before a deadline what the thread is doing that calls now, unless the
	 * context is closed by then.
	 */
	void begin(Deadline deadline) {
		Duration left = deadline.remaining(this.threads.ticker().nanos());
		Duration half = left.dividedBy(2);
		Duration wait = (half.compareTo(BEFORE) > 0) ? left.minus(BEFORE) : half;
		Thread closing = Thread.currentThread();
		Map<String, Class<?>> beans = beans();
		this.threads.later().execute(wait.toNanos(), () -> look(closing, beans, deadline));
	}

	/**
	 * Return the types of the beans there are. A bean that is being destroyed is no
	 * longer to be found.
	 */
	private Map<String, Class<?>> beans() {
		Map<String, Class<?>> beans = new LinkedHashMap<>();
		for (String name : this.context.getBeanFactory().getSingletonNames()) {
			Object bean = this.context.getBeanFactory().getSingleton(name);
			if (bean != null) {
				beans.put(name, bean.getClass());
			}
		}
		return beans;
	}

	private void look(Thread closing, Map<String, Class<?>> beans, Deadline deadline) {
		StackTraceElement[] stack = closing.getStackTrace();
		if (!this.context.isActive() || stack.length == 0) {
			return;
		}
		Exception where = new Exception("What thread '%s' is doing".formatted(closing.getName()));
		where.setStackTrace(stack);
		Duration left = deadline.remaining(this.threads.ticker().nanos());
		logger.warn("%s is in the way: this application has not closed %s before its deadline (%s)"
			.formatted(Obstacle.find(stack, beans).describe(), Format.duration(left), deadline.origin()), where);
	}

}
