package io.github.spotaware.platform;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import io.github.spotaware.Finding;
import io.github.spotaware.FindingLog;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link SwallowedSigterm}.
 */
@ExtendWith(OutputCaptureExtension.class)
class SwallowedSigtermTests {

	private static final Map<String, String> CONTAINER = Map.of("container", "podman");

	/**
	 * What shells catch that only wait: SIGCHLD, and some SIGINT.
	 */
	private static final String WAITING = "0000000000010002";

	/**
	 * The same with SIGTERM.
	 */
	private static final String TRAPPING = "0000000000014002";

	@TempDir
	@SuppressWarnings("NullAway.Init")
	private Path root;

	@Test
	void lookWhenShellIsPid1SaysWhoAndWhatToDo(CapturedOutput output) throws IOException {
		self(7);
		process(7, 1, "java", "/opt/java/bin/java", WAITING);
		process(1, 0, "sh", "/usr/bin/dash", WAITING);
		assertThat(look(CONTAINER)).singleElement().satisfies((finding) -> {
			assertThat(finding.id()).isEqualTo("sigterm-swallowed");
			assertThat(finding.message())
				.startsWith("'sh' (PID 1) started this process and does not pass SIGTERM on to it");
			assertThat(finding.remedy()).contains("exec java");
		});
		assertThat(output).containsOnlyOnce("sigterm-swallowed: 'sh' (PID 1) started this process");
	}

	@Test
	void findingsBeforeItLookedIsEmpty() throws IOException {
		self(1);
		process(1, 0, "sh", "/usr/bin/dash", WAITING);
		assertThat(new SwallowedSigterm(this.root, CONTAINER, FindingLog.AT_ONCE).findings()).isEmpty();
	}

	@Test
	void findingsIsWhatWasSeenWhenItLooked() throws IOException {
		self(1);
		process(1, 0, "sh", "/usr/bin/dash", WAITING);
		SwallowedSigterm check = new SwallowedSigterm(this.root, CONTAINER, FindingLog.AT_ONCE);
		check.look();
		Files.delete(this.root.resolve("proc/1/status"));
		assertThat(check.findings()).hasSize(1);
	}

	@Test
	void lookWhenThisProcessIsPid1IsEmpty() throws IOException {
		self(0);
		assertThat(look(CONTAINER)).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "tini", "dumb-init", "docker-init", "pause", "catatonit" })
	void lookWhenInitIsTheParentIsEmpty(String init, CapturedOutput output) throws IOException {
		self(1);
		process(1, 0, init, "/sbin/" + init, WAITING);
		assertThat(look(CONTAINER)).isEmpty();
		assertThat(output).doesNotContain("sigterm-swallowed");
	}

	@Test
	void lookWhenShellIsBehindInitNamesTheShell() throws IOException {
		self(7);
		process(7, 1, "sh", "/usr/bin/dash", WAITING);
		process(1, 0, "tini", "/usr/bin/tini", WAITING);
		assertThat(look(CONTAINER)).extracting(Finding::message)
			.singleElement()
			.asString()
			.startsWith("'sh' (PID 7) started this process");
	}

	@Test
	void lookWhenSeveralShellsNamesAll() throws IOException {
		self(9);
		process(9, 8, "start-shop", "/usr/bin/bash", WAITING);
		process(8, 1, "su", "/usr/bin/su", TRAPPING);
		process(1, 0, "sh", "/usr/bin/dash", WAITING);
		assertThat(look(CONTAINER)).extracting(Finding::message)
			.singleElement()
			.asString()
			.startsWith("'start-shop' (PID 9) under 'sh' (PID 1) started this process");
	}

	/**
	 * In a namespace of processes that containers share, a container's own first process
	 * has no parent to be seen.
	 */
	@Test
	void lookWhenTheFirstProcessIsNotPid1FindsTheShell() throws IOException {
		self(31);
		process(31, 0, "sh", "/usr/bin/dash", WAITING);
		process(1, 0, "pause", "/pause", WAITING);
		assertThat(look(CONTAINER)).hasSize(1);
	}

	@Test
	void lookWhenShellTrapsTermIsEmpty() throws IOException {
		self(1);
		process(1, 0, "bash", "/usr/bin/bash", TRAPPING);
		assertThat(look(CONTAINER)).isEmpty();
	}

	@Test
	void lookWhenSystemdIsPid1IsEmpty() throws IOException {
		self(7);
		process(7, 1, "start-shop", "/usr/bin/dash", WAITING);
		process(1, 0, "systemd", null, WAITING);
		command(1, "/sbin/init");
		assertThat(look(CONTAINER)).isEmpty();
	}

	@ParameterizedTest
	@CsvSource({ //
			"start-shop, /usr/bin/dash, /bin/sh /start-shop, true", //
			"start-shop, /bin/busybox, /bin/sh /start-shop, true", //
			"start-shop, /bin/busybox, busybox ash /start-shop, true", //
			"start-shop, /bin/busybox, , true", //
			"start-shop, , /bin/sh /start-shop, true", //
			"start-shop, '/usr/bin/bash (deleted)', /bin/sh /start-shop, true", //
			"bash, , -bash, true", //
			"sh, , , true", //
			"init, /bin/busybox, init, false", //
			"timeout, /bin/busybox, timeout 60 java, false", //
			"start-shop, , , false", //
			"python3, /usr/bin/python3.13, sh, false" })
	void lookGoesByTheProgramThenTheCommandThenTheName(String name, @Nullable String program, @Nullable String command,
			boolean found) throws IOException {
		self(1);
		process(1, 0, name, program, WAITING);
		command(1, command);
		assertThat(look(CONTAINER)).hasSize(found ? 1 : 0);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "Name:\tsh\n", "Name:\tsh\nPPid:\tx\nSigCgt:\t0\n",
			"Name:\tsh\nPPid:\t0\nSigCgt:\tx\n", "\0\0\0" })
	void lookWhenStatusIsUnreadableIsEmpty(String status) throws IOException {
		self(1);
		write("proc/1/status", status);
		assertThat(look(CONTAINER)).isEmpty();
	}

	@Test
	void lookWhenAncestorIsHiddenIsWhatIsKnownBelowIt() throws IOException {
		self(9);
		process(9, 8, "sh", "/usr/bin/dash", WAITING);
		assertThat(look(CONTAINER)).hasSize(1);
		self(8);
		assertThat(look(CONTAINER)).isEmpty();
	}

	@Test
	void lookWhenAncestorsGoRoundComesToAnEnd() throws IOException {
		self(8);
		process(8, 9, "java", "/usr/bin/java", WAITING);
		process(9, 8, "java", "/usr/bin/java", WAITING);
		assertThat(look(CONTAINER)).isEmpty();
	}

	@Test
	void lookWithoutProcIsEmpty() {
		assertThat(look(CONTAINER)).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "ECS_CONTAINER_METADATA_URI_V4", "KUBERNETES_SERVICE_HOST", "container" })
	void lookWhenVariableSaysContainerFinds(String variable) throws IOException {
		self(1);
		process(1, 0, "sh", "/usr/bin/dash", WAITING);
		assertThat(look(Map.of(variable, "something"))).hasSize(1);
		assertThat(look(Map.of(variable, ""))).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { ".dockerenv", "run/.containerenv" })
	void lookWhenFileSaysContainerFinds(String file) throws IOException {
		self(1);
		process(1, 0, "sh", "/usr/bin/dash", WAITING);
		write(file, "");
		assertThat(look(Map.of())).hasSize(1);
	}

	@Test
	void lookWhenNotInAContainerIsEmpty(CapturedOutput output) throws IOException {
		self(1);
		process(1, 0, "sh", "/usr/bin/dash", WAITING);
		assertThat(look(Map.of())).isEmpty();
		assertThat(output).doesNotContain("sigterm-swallowed");
	}

	private List<Finding> look(Map<String, String> environment) {
		SwallowedSigterm check = new SwallowedSigterm(this.root, environment, FindingLog.AT_ONCE);
		check.look();
		return check.findings();
	}

	private void self(long parent) throws IOException {
		write("proc/self/status", status("java", parent, WAITING));
	}

	private void process(long pid, long parent, String name, @Nullable String program, String caught)
			throws IOException {
		write("proc/%d/status".formatted(pid), status(name, parent, caught));
		if (program != null) {
			Files.createSymbolicLink(this.root.resolve("proc/%d/exe".formatted(pid)),
					this.root.resolve(program.substring(1)));
		}
	}

	private void command(long pid, @Nullable String command) throws IOException {
		if (command != null) {
			write("proc/%d/cmdline".formatted(pid), command.replace(' ', '\0') + '\0');
		}
	}

	private void write(String file, String text) throws IOException {
		Path path = this.root.resolve(file);
		Files.createDirectories(path.getParent());
		Files.write(path, text.getBytes(StandardCharsets.UTF_8));
	}

	/**
	 * The lines that matter, as Linux writes them, among others.
	 */
	private static String status(String name, long parent, String caught) {
		return """
				Name:	%s
				Umask:	0022
				State:	S (sleeping)
				Tgid:	42
				Pid:	42
				PPid:	%d
				TracerPid:	0
				SigIgn:	0000000000000006
				SigCgt:	%s
				""".formatted(name, parent, caught);
	}

}
