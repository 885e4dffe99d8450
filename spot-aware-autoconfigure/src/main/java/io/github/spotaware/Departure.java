package io.github.spotaware;

/**
 * How far a load balancer has let go of us.
 *
 * @param kind the kind of knowledge
 * @param since the reading of the {@link Ticker} from which silence counts, for the kinds
 * that have one
 * @param perhapsBefore whether it may have let go before that already, so that silence
 * before it can be evidence, too
 */
public record Departure(Kind kind, long since, boolean perhapsBefore) {

	/**
	 * Return that nothing reliable is known: the drain goes by time, from the refused
	 * readiness.
	 * @return the departure
	 */
	public static Departure unknown() {
		return new Departure(Kind.UNKNOWN, 0, true);
	}

	/**
	 * Return that the load balancer follows our readiness, from the refusal on.
	 * @return the departure
	 */
	public static Departure byReadiness() {
		return new Departure(Kind.READINESS, 0, false);
	}

	/**
	 * Return that the load balancer was told, and is letting go.
	 * @param since the reading of the ticker at which it was told
	 * @return the departure
	 */
	public static Departure leaving(long since) {
		return new Departure(Kind.LEAVING, since, false);
	}

	/**
	 * Return that the load balancer says it has let go.
	 * @param since the reading of the ticker at which it was told to
	 * @return the departure
	 */
	public static Departure gone(long since) {
		return new Departure(Kind.GONE, since, false);
	}

	/**
	 * Return that it may have been so for a while when we first learned of it.
	 * @return the departure
	 */
	public Departure orBefore() {
		return new Departure(this.kind, this.since, true);
	}

	/**
	 * Combine what two load balancers say: the less certain and the later counts.
	 * @param other what another one says
	 * @return both together
	 */
	public Departure least(Departure other) {
		Departure less = lesser(other);
		return new Departure(less.kind, less.since, this.perhapsBefore && other.perhapsBefore);
	}

	private Departure lesser(Departure other) {
		if (this.kind != other.kind) {
			return (this.kind.compareTo(other.kind) < 0) ? this : other;
		}
		return (other.since - this.since > 0) ? other : this;
	}

	/**
	 * The kinds of knowledge, from the least to the most certain.
	 */
	public enum Kind {

		/**
		 * Nothing reliable is known.
		 */
		UNKNOWN,

		/**
		 * The load balancer follows our readiness.
		 */
		READINESS,

		/**
		 * The load balancer was told and is letting go.
		 */
		LEAVING,

		/**
		 * The load balancer says it has let go.
		 */
		GONE

	}

}
