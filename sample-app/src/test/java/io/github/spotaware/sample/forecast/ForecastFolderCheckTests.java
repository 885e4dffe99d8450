package io.github.spotaware.sample.forecast;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.github.spotaware.Finding;
import io.github.spotaware.Severity;
import io.github.spotaware.lifecycle.SpotView;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.support.GenericApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ForecastFolderCheck}, and that the page of the doctor shows it as it
 * is.
 */
class ForecastFolderCheckTests {

	private static final Path PAGE = Path.of("..", "docs", "doctor.md");

	private static final Path SOURCE = Path.of("src", "main", "java", "io", "github", "spotaware", "sample", "forecast",
			"ForecastFolderCheck.java");

	@Test
	void findingsWhenFolderIsThereAreNone(@TempDir Path folder) {
		assertThat(new ForecastFolderCheck(forecast(folder)).findings()).isEmpty();
	}

	@Test
	void findingsOfTheApplicationHaveIt(@TempDir Path folder) {
		Path missing = folder.resolve("volume");
		try (ConfigurableApplicationContext application = new SpringApplicationBuilder(Application.class)
			.web(WebApplicationType.NONE)
			.initializers((GenericApplicationContext context) -> context.registerBean(Forecast.class,
					() -> forecast(missing)))
			.properties("spot-aware.in-tests=true", "spot-aware.platform=ec2", "spot-aware.imds.enabled=false",
					"spot-aware.dry-run=true")
			.run()) {
			assertThat(application.getBean(SpotView.class).findings())
				.filteredOn((finding) -> finding.id().equals("forecast-folder-missing"))
				.singleElement()
				.satisfies((finding) -> assertThat(finding.message()).contains("'%s'".formatted(missing)))
				.returns(Severity.WARNING, Finding::severity);
		}
	}

	@Test
	void pageShowsIt() throws IOException {
		String source = flat(Files.readString(SOURCE));
		assertThat(flat(Files.readString(PAGE))).contains(source.substring(source.indexOf("@Component")));
	}

	private static Forecast forecast(Path folder) {
		return new Forecast(1, (shop) -> 1L, folder.resolve("forecast"));
	}

	/**
	 * Leave indentation and line breaks out of account.
	 */
	private static String flat(String code) {
		return Stream.of(code.split("\n"))
			.map(String::strip)
			.filter((line) -> !line.isEmpty())
			.collect(Collectors.joining(" "));
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@Import(ForecastFolderCheck.class)
	static class Application {

	}

}
