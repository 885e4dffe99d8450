package io.github.spotaware.diagnostics;

import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

import io.github.spotaware.Finding;
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

	private final HeldFindings held;

	private final AtomicBoolean done = new AtomicBoolean();

	Doctor(SpotView view, HeldFindings held) {
		this.view = view;
		this.held = held;
	}

	@EventListener(SpotPrepared.class)
	void examine() {
		if (this.done.compareAndSet(false, true)) {
			List<Finding> said = List.of();
			try {
				Diagnosis diagnosis = Diagnosis.of(this.view);
				write(diagnosis);
				said = diagnosis.findings();
			}
			finally {
				this.held.release(said);
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
