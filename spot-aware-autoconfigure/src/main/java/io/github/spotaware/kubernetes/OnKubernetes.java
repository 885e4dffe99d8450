package io.github.spotaware.kubernetes;

import java.util.Locale;

import org.springframework.boot.autoconfigure.condition.ConditionMessage;
import org.springframework.boot.autoconfigure.condition.ConditionOutcome;
import org.springframework.boot.autoconfigure.condition.SpringBootCondition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.env.Environment;
import org.springframework.core.type.AnnotatedTypeMetadata;
import org.springframework.util.StringUtils;

/**
 * Matches when this may be a pod. AOT processing takes place where the application is
 * built, which is none.
 */
final class OnKubernetes extends SpringBootCondition {

	private static final String AOT_PROCESSING = "spring.aot.processing";

	private static final String PLATFORM = "spot-aware.platform";

	@Override
	public ConditionOutcome getMatchOutcome(ConditionContext context, AnnotatedTypeMetadata metadata) {
		ConditionMessage.Builder message = ConditionMessage.forCondition("Kubernetes pod");
		Environment environment = context.getEnvironment();
		if (environment.getProperty(AOT_PROCESSING, Boolean.class, false)) {
			return ConditionOutcome.match(message.because("the application may run in one"));
		}
		if (environment.getProperty(PLATFORM, "").toLowerCase(Locale.ROOT).equals("kubernetes")) {
			return ConditionOutcome.match(message.foundExactly("'" + PLATFORM + "'"));
		}
		return StringUtils.hasText(environment.getProperty(PodEnvironment.API_SERVER))
				? ConditionOutcome.match(message.foundExactly("'" + PodEnvironment.API_SERVER + "'"))
				: ConditionOutcome.noMatch(message.didNotFind("variable").items(PodEnvironment.API_SERVER));
	}

}
