package io.github.spotaware.sample.fleet;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntFunction;

import io.github.spotaware.sample.process.ShopClient;

/**
 * Keeps the fleet at its size, as an Auto Scaling group does.
 */
final class Members {

	private static final Duration SHOWN_AFTER_END = Duration.ofSeconds(30);

	private final List<Member> members = new CopyOnWriteArrayList<>();

	private final Set<Member> replaced = new HashSet<>();

	private final AtomicLong interruptions = new AtomicLong();

	private final ShopClient client = new ShopClient();

	private final IntFunction<Member> launch;

	private int launched;

	Members(IntFunction<Member> launch) {
		this.launch = launch;
	}

	void launch(int count) {
		for (int i = 0; i < count; i++) {
			this.members.add(this.launch.apply(++this.launched));
		}
	}

	/**
	 * Interrupt an instance.
	 * @return whether there is one of that number that can be interrupted
	 */
	boolean interrupt(int number, Duration notice) {
		boolean interrupted = this.members.stream()
			.anyMatch((member) -> member.number() == number && member.interrupt(notice));
		if (interrupted) {
			this.interruptions.incrementAndGet();
		}
		return interrupted;
	}

	void look() {
		this.members.forEach((member) -> member.look(this.client));
		for (Member member : this.members) {
			if (member.needsReplacement() && this.replaced.add(member)) {
				launch(1);
			}
		}
		this.members.removeIf((member) -> member.isGoneFor(SHOWN_AFTER_END));
		this.replaced.retainAll(this.members);
	}

	boolean serve() {
		return this.members.stream().anyMatch(Member::serves);
	}

	long interruptions() {
		return this.interruptions.get();
	}

	List<MemberView> views(RequestRates rates) {
		return this.members.stream().map((member) -> member.view(rates)).toList();
	}

}
