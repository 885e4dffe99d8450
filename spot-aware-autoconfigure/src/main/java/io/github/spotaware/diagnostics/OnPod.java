package io.github.spotaware.diagnostics;

import org.springframework.boot.autoconfigure.condition.ConditionMessage;
import org.springframework.boot.autoconfigure.condition.ConditionOutcome;
import org.springframework.boot.autoconfigure.condition.SpringBootCondition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.env.Environment;
import org.springframework.core.type.AnnotatedTypeMetadata;
import org.springframework.util.StringUtils;

/**
 * Matches when this may be a container of a Kubernetes pod: each has the address of the
 * API in a variable, unless the platform is configured. AOT processing takes place where
 * the application is built, which is none.
 */
final class OnPod extends SpringBootCondition {

	private static final String AOT_PROCESSING = "spring.aot.processing";

	private static final String PLATFORM = "spot-aware.platform";

	private static final String API = "KUBERNETES_SERVICE_HOST";

	@Override
	public ConditionOutcome getMatchOutcome(ConditionContext context, AnnotatedTypeMetadata metadata) {
		ConditionMessage.Builder message = ConditionMessage.forCondition("Pod");
		Environment environment = context.getEnvironment();
		if (environment.getProperty(AOT_PROCESSING, Boolean.class, false)) {
			return ConditionOutcome.match(message.because("the application may run in one"));
		}
		if ("kubernetes".equalsIgnoreCase(environment.getProperty(PLATFORM))) {
			return ConditionOutcome.match(message.foundExactly("'" + PLATFORM + "'"));
		}
		return StringUtils.hasText(environment.getProperty(API))
				? ConditionOutcome.match(message.foundExactly("'" + API + "'"))
				: ConditionOutcome.noMatch(message.didNotFind("variable").items(API));
	}

}
