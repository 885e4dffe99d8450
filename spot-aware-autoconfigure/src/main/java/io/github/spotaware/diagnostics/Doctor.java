package io.github.spotaware.diagnostics;

import java.util.concurrent.atomic.AtomicBoolean;

import io.github.spotaware.lifecycle.SpotPrepared;
import io.github.spotaware.lifecycle.SpotView;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.context.event.EventListener;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/**
 * Writes to the log, once, what would make a drain fail and how the time there is would
 * be divided. Comes when everything has got ready for a drain, off the main thread.
 */
final class Doctor {

	private static final Log logger = LogFactory.getLog(Doctor.class);

	private final SpotView view;

	private final HeldFindings held;

	private final AtomicBoolean done = new AtomicBoolean();

	Doctor(SpotView view, HeldFindings held) {
		this.view = view;
		this.held = held;
	}

	/**
	 * Examine it before anybody else hears of it: a listener that fails keeps the event
	 * from those after it.
	 */
	@EventListener(SpotPrepared.class)
	@Order(Ordered.HIGHEST_PRECEDENCE)
	void examine() {
		if (this.done.compareAndSet(false, true)) {
			try {
				Diagnosis diagnosis = Diagnosis.of(this.view);
				this.held.drop(diagnosis.findings());
				write(diagnosis);
			}
			finally {
				this.held.release();
			}
		}
	}

	private static void write(Diagnosis diagnosis) {
		if (diagnosis.serious()) {
			logger.warn(DiagnosisText.of(diagnosis));
		}
		else {
			logger.info(DiagnosisText.of(diagnosis));
		}
	}

}
