package io.github.spotaware.ecs;

import java.util.Locale;

import org.springframework.boot.autoconfigure.condition.ConditionMessage;
import org.springframework.boot.autoconfigure.condition.ConditionOutcome;
import org.springframework.boot.autoconfigure.condition.SpringBootCondition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.env.Environment;
import org.springframework.core.type.AnnotatedTypeMetadata;
import org.springframework.util.StringUtils;

/**
 * Matches when this may be an ECS task. AOT processing takes place where the application
 * is built, which is none.
 */
final class OnEcsTask extends SpringBootCondition {

	private static final String AOT_PROCESSING = "spring.aot.processing";

	private static final String PLATFORM = "spot-aware.platform";

	@Override
	public ConditionOutcome getMatchOutcome(ConditionContext context, AnnotatedTypeMetadata metadata) {
		ConditionMessage.Builder message = ConditionMessage.forCondition("ECS task");
		Environment environment = context.getEnvironment();
		if (environment.getProperty(AOT_PROCESSING, Boolean.class, false)) {
			return ConditionOutcome.match(message.because("the application may run in one"));
		}
		if (environment.getProperty(PLATFORM, "").toLowerCase(Locale.ROOT).startsWith("ecs")) {
			return ConditionOutcome.match(message.foundExactly("'" + PLATFORM + "'"));
		}
		return StringUtils.hasText(environment.getProperty(EcsProbe.METADATA_URI))
				? ConditionOutcome.match(message.foundExactly("'" + EcsProbe.METADATA_URI + "'"))
				: ConditionOutcome.noMatch(message.didNotFind("variable").items(EcsProbe.METADATA_URI));
	}

}
