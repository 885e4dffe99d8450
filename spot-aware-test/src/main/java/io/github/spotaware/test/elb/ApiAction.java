package io.github.spotaware.test.elb;

import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Runs one action of the API.
 *
 * @param name its name
 * @param change whether it changes something, which is limited more than a description
 * @param result gives the content of its result element
 */
record ApiAction(String name, boolean change, BiFunction<Account, Parameters, String> result) {

	private static final Map<String, ApiAction> KNOWN = Stream
		.of(new ApiAction("DescribeTargetGroups", false, TargetGroupActions::describe),
				new ApiAction("DescribeTargetGroupAttributes", false, TargetGroupActions::describeAttributes),
				new ApiAction("DescribeLoadBalancerAttributes", false, LoadBalancerActions::describeAttributes),
				new ApiAction("DescribeTargetHealth", false, TargetActions::describeHealth),
				new ApiAction("RegisterTargets", true, TargetActions::register),
				new ApiAction("DeregisterTargets", true, TargetActions::deregister))
		.collect(Collectors.toUnmodifiableMap(ApiAction::name, Function.identity()));

	static ApiAction named(String name) {
		ApiAction action = KNOWN.get(name);
		if (action == null) {
			throw new ApiException(400, "InvalidAction",
					"Could not find operation %s for version 2015-12-01".formatted(name));
		}
		return action;
	}

	String run(Account account, Parameters parameters) {
		account.admit(this.change);
		return Xml.response(this.name, this.result.apply(account, parameters));
	}

}
