package io.github.spotaware.lifecycle;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a thread that closes an application context is waiting for.
 *
 * @param beans the names of the beans it may be; several if they are of one type
 * @param method where the thread went into it
 */
record Obstacle(List<String> beans, StackTraceElement method) {

	/**
	 * What calls beans while a context closes.
	 */
	private static final Set<String> CALLERS = Set.of("org.springframework.beans.factory.support.DisposableBeanAdapter",
			"org.springframework.context.support.DefaultLifecycleProcessor",
			"org.springframework.context.event.SimpleApplicationEventMulticaster");

	private static final List<String> PASSED_THROUGH = List.of("org.springframework.beans.",
			"org.springframework.context.", "org.springframework.util.", "java.", "jdk.");

	/**
	 * Find it.
	 * @param stack the stack of the thread, the innermost frame first
	 * @param beans the types of the beans, by name
	 */
	static Obstacle find(StackTraceElement[] stack, Map<String, Class<?>> beans) {
		List<StackTraceElement> called = called(stack);
		for (StackTraceElement frame : called) {
			List<String> names = beans.entrySet()
				.stream()
				.filter((bean) -> isOf(bean.getValue(), frame.getClassName()))
				.map(Map.Entry::getKey)
				.toList();
			if (!names.isEmpty()) {
				return new Obstacle(names, frame);
			}
		}
		return new Obstacle(List.of(), called.isEmpty() ? stack[0] : called.get(0));
	}

	/**
	 * Return the frames of what was called, the outermost first.
	 */
	private static List<StackTraceElement> called(StackTraceElement[] stack) {
		int caller = stack.length - 1;
		while (caller >= 0 && !CALLERS.contains(stack[caller].getClassName())) {
			caller--;
		}
		List<StackTraceElement> outermostFirst = Arrays.asList(Arrays.copyOf(stack, Math.max(caller, 0)));
		Collections.reverse(outermostFirst);
		return outermostFirst.stream()
			.filter((frame) -> PASSED_THROUGH.stream().noneMatch(frame.getClassName()::startsWith))
			.toList();
	}

	private static boolean isOf(Class<?> type, String name) {
		for (Class<?> each = type; each != null; each = each.getSuperclass()) {
			if (each.getName().equals(name)) {
				return true;
			}
		}
		return false;
	}

	String describe() {
		String name = this.beans.isEmpty() ? "Something"
				: this.beans.stream().map("'%s'"::formatted).collect(Collectors.joining(" or ", "Bean ", ""));
		return "%s (%s.%s(%s:%d))".formatted(name, this.method.getClassName(), this.method.getMethodName(),
				this.method.getFileName(), this.method.getLineNumber());
	}

}
