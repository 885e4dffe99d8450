package io.github.spotaware.elb;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import io.github.spotaware.Target;
import org.jspecify.annotations.Nullable;

/**
 * Knows the target groups that we are in, for those who look whether they suit us.
 */
final class OwnGroups {

	private final TargetBook book;

	private final GroupKinds kinds;

	OwnGroups(TargetBook book, GroupKinds kinds) {
		this.book = book;
		this.kinds = kinds;
	}

	/**
	 * Return the groups with one of our targets in them.
	 * @return what is known of each, none when nothing is
	 */
	List<Group> all() {
		Map<String, Group> groups = new LinkedHashMap<>();
		for (TrackedTarget tracked : this.book.all()) {
			Target target = tracked.target();
			GroupKind kind = this.kinds.known(target.group());
			if (kind != null) {
				groups.putIfAbsent(target.group(), new Group(target, kind, tracked.delay()));
			}
		}
		return new ArrayList<>(groups.values());
	}

	/**
	 * A group that we are in.
	 *
	 * @param target one of our targets
	 * @param kind what kind it is
	 * @param delay its deregistration delay, where it could be read
	 */
	record Group(Target target, GroupKind kind, @Nullable Duration delay) {

		String arn() {
			return this.target.group();
		}

		String name() {
			return Objects.requireNonNull(TargetGroupArn.nameOf(arn()));
		}

	}

}
