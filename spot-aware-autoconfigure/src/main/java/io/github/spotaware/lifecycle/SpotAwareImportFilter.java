package io.github.spotaware.lifecycle;

import java.util.Set;

import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.BeanClassLoaderAware;
import org.springframework.boot.autoconfigure.AutoConfigurationImportFilter;
import org.springframework.boot.autoconfigure.AutoConfigurationMetadata;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.EnvironmentAware;
import org.springframework.core.env.Environment;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.util.ClassUtils;

/**
 * Leaves out all of Spot Aware where it is switched off, and in tests that do not ask for
 * it: what remains is plain Spring Boot, not a class more. Tests are recognised as Spring
 * Boot's Docker Compose support does it, by the calls that led here.
 */
final class SpotAwareImportFilter implements AutoConfigurationImportFilter, EnvironmentAware, BeanClassLoaderAware {

	private static final String OURS = "io.github.spotaware.";

	private static final Set<String> TEST_CLASSES = Set.of("org.junit.jupiter.api.Test", "org.junit.Test");

	private static final Set<String> TEST_CALLERS = Set.of("org.junit.runners.", "org.junit.platform.",
			"org.springframework.boot.test.", "cucumber.runtime.");

	private Environment environment = new StandardEnvironment();

	private @Nullable ClassLoader classLoader;

	@Override
	public void setEnvironment(Environment environment) {
		this.environment = environment;
	}

	@Override
	public void setBeanClassLoader(ClassLoader classLoader) {
		this.classLoader = classLoader;
	}

	@Override
	public boolean[] match(@Nullable String[] classes, AutoConfigurationMetadata metadata) {
		boolean active = active();
		boolean[] matches = new boolean[classes.length];
		for (int i = 0; i < classes.length; i++) {
			String candidate = classes[i];
			matches[i] = active || candidate == null || !candidate.startsWith(OURS);
		}
		return matches;
	}

	private boolean active() {
		return flag("spot-aware.enabled", true) && (flag("spot-aware.in-tests", false) || !inTest());
	}

	/**
	 * Bind rather than read, so that a wrong value is reported as any other.
	 */
	private boolean flag(String property, boolean absent) {
		return Binder.get(this.environment).bind(property, Boolean.class).orElse(absent);
	}

	private boolean inTest() {
		if (TEST_CLASSES.stream().noneMatch((name) -> ClassUtils.isPresent(name, this.classLoader))) {
			return false;
		}
		return StackWalker.getInstance()
			.walk((frames) -> frames.map(StackWalker.StackFrame::getClassName)
				.anyMatch((caller) -> TEST_CALLERS.stream().anyMatch(caller::startsWith)));
	}

}
