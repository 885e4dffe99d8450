package io.github.spotaware.test.imds;

import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

import org.jspecify.annotations.Nullable;

/**
 * Gives session tokens and knows which are valid.
 */
final class Tokens {

	private static final int MAX_TTL_SECONDS = 21600;

	private final LongSupplier ticker;

	private final Map<String, Long> expiries = new ConcurrentHashMap<>();

	private volatile boolean refused;

	Tokens(LongSupplier ticker) {
		this.ticker = ticker;
	}

	/**
	 * Gives a token.
	 * @param ttlSeconds the requested time to live, as in the header
	 * @return the token, or {@code null} if the time to live is not allowed
	 */
	@Nullable String issue(@Nullable String ttlSeconds) {
		if (ttlSeconds == null || !ttlSeconds.matches("\\d{1,5}")) {
			return null;
		}
		int ttl = Integer.parseInt(ttlSeconds);
		if (ttl < 1 || ttl > MAX_TTL_SECONDS) {
			return null;
		}
		String token = UUID.randomUUID().toString();
		this.expiries.put(token, this.ticker.getAsLong() + TimeUnit.SECONDS.toNanos(ttl));
		return token;
	}

	boolean valid(@Nullable String token) {
		Long expiry = (token != null && !this.refused) ? this.expiries.get(token) : null;
		return expiry != null && expiry - this.ticker.getAsLong() > 0;
	}

	void refuse(boolean refuse) {
		this.refused = refuse;
	}

	void revoke() {
		this.expiries.clear();
	}

}
