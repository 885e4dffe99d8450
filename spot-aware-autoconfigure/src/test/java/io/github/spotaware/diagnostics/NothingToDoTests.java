package io.github.spotaware.diagnostics;

import java.io.IOException;
import java.nio.file.Path;

import io.github.spotaware.testsupport.WithheldSign;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.io.DefaultResourceLoader;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link NothingToDo}.
 */
@ExtendWith(OutputCaptureExtension.class)
class NothingToDoTests {

	@TempDir
	private Path directory;

	@Test
	void startWhenASettingHidesThePlatformWarns(CapturedOutput output) throws IOException {
		run("withheld=THE_VARIABLE");
		assertThat(output.getOut().lines()).filteredOn((line) -> line.contains("Nothing to do"))
			.singleElement()
			.asString()
			.contains(" WARN ")
			.endsWith("Nothing to do: 'THE_VARIABLE' forbids it");
	}

	@Test
	void startWhenNothingHidesAPlatformSaysSoQuietly(CapturedOutput output) throws IOException {
		run("withheld.not=");
		assertThat(output.getOut().lines()).filteredOn((line) -> line.contains("Nothing to do"))
			.singleElement()
			.asString()
			.contains(" INFO ")
			.endsWith("Nothing to do: no sign of a platform that interrupts");
	}

	@Test
	void startWhenNoneIsConfiguredIsNoReasonToWarn(CapturedOutput output) throws IOException {
		run("withheld=THE_VARIABLE", "spot-aware.platform=none");
		assertThat(output).contains("Nothing to do: 'spot-aware.platform' is 'none'").doesNotContain("forbids it");
	}

	private void run(String... properties) throws IOException {
		new SpringApplicationBuilder(Application.class).web(WebApplicationType.NONE)
			.resourceLoader(new DefaultResourceLoader(WithheldSign.loader(this.directory)))
			.properties(properties)
			.run()
			.close();
	}

	@Configuration(proxyBeanMethods = false)
	@Import(DormantAutoConfiguration.class)
	static class Application {

	}

}
