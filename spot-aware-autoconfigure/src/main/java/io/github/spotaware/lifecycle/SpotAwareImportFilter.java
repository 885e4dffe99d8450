package io.github.spotaware.lifecycle;

import java.util.Set;

import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.BeanClassLoaderAware;
import org.springframework.boot.autoconfigure.AutoConfigurationImportFilter;
import org.springframework.boot.autoconfigure.AutoConfigurationMetadata;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.EnvironmentAware;
import org.springframework.core.PriorityOrdered;
import org.springframework.core.env.Environment;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.util.ClassUtils;

/**
 * Leaves out all of Spot Aware where it is switched off, and in tests that do not ask for
 * it: what remains is plain Spring Boot, not a class more. Tests are recognised as Spring
 * Boot's Docker Compose support does it, by the calls that led here.
 * <p>
 * Where no sign of a platform is seen, nothing could ever begin a drain: what says so is
 * all that remains. A test that asks for Spot Aware gets all of it, and so does AOT
 * processing, which takes place where the application is built.
 */
final class SpotAwareImportFilter
		implements AutoConfigurationImportFilter, EnvironmentAware, BeanClassLoaderAware, PriorityOrdered {

	private static final String ENDPOINT_EXPOSURE = "management.endpoints.%s.exposure.include";

	private static final Set<String> TEST_CLASSES = Set.of("org.junit.jupiter.api.Test", "org.junit.Test");

	private static final Set<String> TEST_CALLERS = Set.of("org.junit.runners.", "org.junit.platform.",
			"org.springframework.boot.test.", "cucumber.runtime.");

	private Environment environment = new StandardEnvironment();

	private @Nullable ClassLoader classLoader;

	private @Nullable Extent extent;

	/**
	 * Come first: what is left out here needs no class of the AWS SDK to be looked for.
	 */
	@Override
	public int getOrder() {
		return HIGHEST_PRECEDENCE;
	}

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
		boolean[] matches = new boolean[classes.length];
		for (int i = 0; i < classes.length; i++) {
			String candidate = classes[i];
			matches[i] = candidate == null || !candidate.startsWith(Extent.ROOT)
					|| knownExtent().includes(candidate.substring(Extent.ROOT.length()));
		}
		return matches;
	}

	/**
	 * Find out once, and only where one of ours is asked for: Spring Boot asks for every
	 * class that a configuration imports, one at a time.
	 */
	private Extent knownExtent() {
		Extent known = this.extent;
		if (known == null) {
			known = extent();
			this.extent = known;
		}
		return known;
	}

	private Extent extent() {
		if (!flag("spot-aware.enabled", true)) {
			return Extent.NOTHING;
		}
		if (flag("spot-aware.in-tests", false)) {
			return Extent.ALL;
		}
		if (inTest()) {
			return Extent.NOTHING;
		}
		if (flag("spring.aot.processing", false) || PlatformSigns.seen(this.environment, this.classLoader)) {
			return Extent.ALL;
		}
		return (exposed("web") || exposed("jmx")) ? Extent.ENDPOINT : Extent.ONE_LINE;
	}

	private boolean exposed(String technology) {
		Set<String> exposed = Binder.get(this.environment)
			.bind(ENDPOINT_EXPOSURE.formatted(technology), Bindable.setOf(String.class))
			.orElse(Set.of());
		return exposed.contains("*") || exposed.contains("spot");
	}

	/**
	 * Bind rather than read, so that a wrong value is reported as any other.
	 */
	private boolean flag(String property, boolean absent) {
		return Binder.get(this.environment).bind(property, Boolean.class).orElse(absent);
	}

	/**
	 * Look at the calls first: a class that is not there is looked for in every jar.
	 */
	private boolean inTest() {
		return StackWalker.getInstance().walk((frames) -> frames.anyMatch(SpotAwareImportFilter::isTest))
				&& TEST_CLASSES.stream().anyMatch((name) -> ClassUtils.isPresent(name, this.classLoader));
	}

	private static boolean isTest(StackWalker.StackFrame frame) {
		return TEST_CALLERS.stream().anyMatch(frame.getClassName()::startsWith);
	}

}
