package io.github.spotaware.diagnostics;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

import io.github.spotaware.lifecycle.DrainListener;
import io.github.spotaware.lifecycle.DrainReport;
import io.github.spotaware.lifecycle.DrainReport.End;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * Writes how a drain ended to the file that Kubernetes shows as the message of a
 * container that has terminated. The kubelet makes the file and mounts it: where there is
 * none, none is made.
 *
 * @see <a href=
 * "https://kubernetes.io/docs/tasks/debug/debug-application/determine-reason-pod-failure/">Determine
 * the Reason for Pod Failure</a>
 */
final class TerminationLog implements DrainListener {

	private static final Log logger = LogFactory.getLog(TerminationLog.class);

	private final String path;

	private boolean written;

	TerminationLog(String path) {
		this.path = path;
	}

	@Override
	public synchronized void ended(DrainReport report) {
		if (report.end() != End.CANCELLED) {
			this.written |= write(TerminationMessage.of(report));
		}
		else if (this.written) {
			// The drain it tells of was taken back: it will not be why this process ends.
			this.written = !write("");
		}
	}

	private boolean write(String message) {
		try {
			Path file = Path.of(this.path);
			if (Files.isRegularFile(file) && Files.isWritable(file)) {
				Files.write(file, message.getBytes(StandardCharsets.UTF_8), StandardOpenOption.WRITE,
						StandardOpenOption.TRUNCATE_EXISTING);
				return true;
			}
			logger.debug("No file '%s' to write to".formatted(file));
		}
		catch (IOException | InvalidPathException | SecurityException ex) {
			logger.debug("Nothing written to '%s'".formatted(this.path), ex);
		}
		return false;
	}

}
