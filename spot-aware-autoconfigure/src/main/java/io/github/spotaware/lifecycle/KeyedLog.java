package io.github.spotaware.lifecycle;

import java.util.LinkedHashMap;
import java.util.Map;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.slf4j.spi.LoggingEventBuilder;

import org.springframework.util.ClassUtils;

/**
 * Logs lines for people that carry keys for programs: SLF4J has them, and Spring Boot's
 * structured formats write them. Without SLF4J, or where it leads nowhere, the line is
 * all there is.
 */
final class KeyedLog {

	private static final boolean KEYS = ClassUtils.isPresent("org.slf4j.spi.LoggingEventBuilder",
			KeyedLog.class.getClassLoader());

	private final Log lines;

	private final @Nullable Keys keys;

	private KeyedLog(Log lines, @Nullable Keys keys) {
		this.lines = lines;
		this.keys = keys;
	}

	static KeyedLog of(Class<?> type) {
		return new KeyedLog(LogFactory.getLog(type), KEYS ? new Keys(LoggerFactory.getLogger(type)) : null);
	}

	/**
	 * Return a log that has lines only.
	 */
	static KeyedLog withoutKeys(Class<?> type) {
		return new KeyedLog(LogFactory.getLog(type), null);
	}

	void info(String line, LogFacts facts) {
		if (this.keys == null || !this.keys.info(line, facts)) {
			this.lines.info(line);
		}
	}

	/**
	 * Needs SLF4J.
	 */
	private record Keys(Logger logger) {

		boolean info(String line, LogFacts facts) {
			if (!this.logger.isInfoEnabled()) {
				return false;
			}
			Map<String, String> hidden = hide(facts);
			try {
				LoggingEventBuilder event = this.logger.atInfo();
				for (Map.Entry<LogKey, Object> fact : facts.values().entrySet()) {
					event = event.addKeyValue(fact.getKey().id(), fact.getValue());
				}
				event.log(line);
			}
			finally {
				hidden.forEach(MDC::put);
			}
			return true;
		}

		/**
		 * Take from the thread's own keys those that the line has too: a structured
		 * format throws a line away that has a key twice. A request that is served in a
		 * drain has one.
		 */
		private static Map<String, String> hide(LogFacts facts) {
			Map<String, String> hidden = new LinkedHashMap<>();
			for (LogKey key : facts.values().keySet()) {
				String value = MDC.get(key.id());
				if (value != null) {
					hidden.put(key.id(), value);
					MDC.remove(key.id());
				}
			}
			return hidden;
		}

	}

}
