package io.github.spotaware.contract;

import org.junit.jupiter.api.extension.BeforeTestExecutionCallback;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.support.AnnotationSupport;

/**
 * Skips tests against foreign servers where none can run, and counts those that run.
 */
final class ForeignServerExtension implements ExecutionCondition, BeforeTestExecutionCallback {

	private static final boolean REQUIRED = "required".equals(System.getProperty("spot-aware.foreign"));

	@Override
	public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
		// Required and not there: the container says best what is wrong.
		if (REQUIRED || DockerEngine.usable()) {
			return ConditionEvaluationResult.enabled("there is a Docker engine to use, or has to be");
		}
		tally(context).skipped(context.getRequiredTestClass());
		return ConditionEvaluationResult.disabled("there is no Docker engine to use");
	}

	@Override
	public void beforeTestExecution(ExtensionContext context) {
		AnnotationSupport.findAnnotation(context.getRequiredTestClass(), AgainstForeignServer.class)
			.ifPresent((server) -> tally(context).ran(server.value()));
	}

	private static ForeignServerTally tally(ExtensionContext context) {
		return context.getRoot()
			.getStore(ExtensionContext.Namespace.create(ForeignServerExtension.class))
			.computeIfAbsent(ForeignServerTally.class);
	}

}
