package io.github.spotaware.sample.forecast;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import io.github.spotaware.Check;
import io.github.spotaware.Finding;
import io.github.spotaware.Severity;

import org.springframework.stereotype.Component;

/**
 * Finds that the forecast could not be saved in a drain.
 */
@Component
final class ForecastFolderCheck implements Check {

	private static final URI RUNBOOK = URI.create("https://wiki.example.com/forecast#folder");

	private final Forecast forecast;

	ForecastFolderCheck(Forecast forecast) {
		this.forecast = forecast;
	}

	@Override
	public List<Finding> findings() {
		Path folder = this.forecast.folder();
		if (Files.isWritable(folder)) {
			return List.of();
		}
		return List.of(new Finding("forecast-folder-missing", Severity.WARNING,
				"There is no folder '%s' to write to: an interruption loses the forecast.".formatted(folder),
				"Mount a volume there.", RUNBOOK));
	}

}
