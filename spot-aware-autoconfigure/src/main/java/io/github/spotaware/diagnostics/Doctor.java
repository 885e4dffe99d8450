package io.github.spotaware.diagnostics;

import java.util.concurrent.atomic.AtomicBoolean;

import io.github.spotaware.lifecycle.SpotPrepared;
import io.github.spotaware.lifecycle.SpotView;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.context.event.EventListener;

/**
 * Writes to the log, once, what would make a drain fail and how the time there is would
 * be divided. Comes when everything has got ready for a drain, off the main thread.
 */
final class Doctor {

	private static final Log logger = LogFactory.getLog(Doctor.class);

	private final SpotView view;

	private final AtomicBoolean done = new AtomicBoolean();

	Doctor(SpotView view) {
		this.view = view;
	}

	@EventListener(SpotPrepared.class)
	void examine() {
		if (this.done.compareAndSet(false, true)) {
			Diagnosis diagnosis = Diagnosis.of(this.view);
			if (diagnosis.serious()) {
				logger.warn(DiagnosisText.of(diagnosis));
			}
			else {
				logger.info(DiagnosisText.of(diagnosis));
			}
		}
	}

}
