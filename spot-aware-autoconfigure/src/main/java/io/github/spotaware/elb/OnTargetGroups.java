package io.github.spotaware.elb;

import java.util.List;

import io.github.spotaware.TargetGroupLocator;
import io.github.spotaware.TargetLocator;

import org.springframework.boot.autoconfigure.condition.AnyNestedCondition;
import org.springframework.boot.autoconfigure.condition.ConditionMessage;
import org.springframework.boot.autoconfigure.condition.ConditionOutcome;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.SpringBootCondition;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.context.annotation.Conditional;
import org.springframework.core.type.AnnotatedTypeMetadata;

/**
 * Matches when there may be target groups that we are a target of. AOT processing takes
 * place where the application is built, and they may be configured only where it runs.
 */
final class OnTargetGroups extends AnyNestedCondition {

	private static final String AOT_PROCESSING = "spring.aot.processing";

	OnTargetGroups() {
		super(ConfigurationPhase.REGISTER_BEAN);
	}

	/**
	 * Target groups are configured.
	 */
	@Conditional(OnConfiguredTargetGroups.class)
	static final class Configured {

	}

	/**
	 * Something finds out which targets we are.
	 */
	@ConditionalOnBean(TargetLocator.class)
	static final class LocatedTargets {

	}

	/**
	 * Something finds out which target groups we are in.
	 */
	@ConditionalOnBean(TargetGroupLocator.class)
	static final class LocatedGroups {

	}

	/**
	 * Matches when target groups are configured.
	 */
	static final class OnConfiguredTargetGroups extends SpringBootCondition {

		@Override
		public ConditionOutcome getMatchOutcome(ConditionContext context, AnnotatedTypeMetadata metadata) {
			ConditionMessage.Builder message = ConditionMessage.forCondition("Target groups");
			if (context.getEnvironment().getProperty(AOT_PROCESSING, Boolean.class, false)) {
				return ConditionOutcome.match(message.because("they may be configured when the application runs"));
			}
			List<String> groups = Binder.get(context.getEnvironment())
				.bind(ElbProperties.TARGET_GROUP_ARNS, Bindable.listOf(String.class))
				.orElse(List.of());
			return groups.isEmpty()
					? ConditionOutcome.noMatch(message.didNotFind("property").items(ElbProperties.TARGET_GROUP_ARNS))
					: ConditionOutcome.match(message.found("target group", "target groups").items(groups));
		}

	}

}
