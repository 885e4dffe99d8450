package io.github.spotaware.test.junit;

import io.github.spotaware.test.environment.SpotEnvironment;

import org.springframework.core.Ordered;
import org.springframework.test.annotation.DirtiesContext.HierarchyMode;
import org.springframework.test.context.TestContext;
import org.springframework.test.context.TestExecutionListener;
import org.springframework.test.context.support.DependencyInjectionTestExecutionListener;

/**
 * Lets each test method find an application that runs, with nothing announced: takes back
 * what a test has announced, and gives an application context up that has drained for
 * good, be it by this test or by that of another application in this JVM.
 */
final class SpotAwareTestExecutionListener implements TestExecutionListener, Ordered {

	/**
	 * Before anything that takes the application context.
	 */
	private static final int ORDER = 500;

	@Override
	public int getOrder() {
		return ORDER;
	}

	@Override
	public void beforeTestClass(TestContext testContext) {
		restore(testContext);
	}

	@Override
	public void afterTestMethod(TestContext testContext) {
		restore(testContext);
	}

	private static void restore(TestContext testContext) {
		if (!testContext.hasApplicationContext()) {
			return;
		}
		SpotEnvironment environment = testContext.getApplicationContext()
			.getBeanProvider(SpotEnvironment.class)
			.getIfAvailable();
		if (environment != null && !environment.restore()) {
			testContext.markApplicationContextDirty(HierarchyMode.EXHAUSTIVE);
			testContext.setAttribute(DependencyInjectionTestExecutionListener.REINJECT_DEPENDENCIES_ATTRIBUTE, true);
		}
	}

}
