package io.github.spotaware;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import org.springframework.test.util.ReflectionTestUtils;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that the page of findings has every finding of the code, with its severities, and
 * no other. The ids are read from the sources: each is a literal, or the constant
 * {@code ID} of its class, or comes from one of the places below.
 */
class FindingsPageTests {

	private static final Path PAGE = Path.of("../docs/findings.md");

	private static final Path SOURCES = Path.of("src/main/java/io/github/spotaware");

	private static final String ROOT = "io.github.spotaware.";

	private static final Pattern CREATED = Pattern.compile("new Finding\\(\\s*([^,]+?),\\s*([^,]+?),");

	private static final Pattern CONSTANT = Pattern.compile("String ID = \"([a-z0-9-]+)\";");

	private static final Pattern LITERAL = Pattern.compile("\"([a-z0-9]+(?:-[a-z0-9]+)+)\"");

	private static final Pattern SEVERITY = Pattern.compile("Severity\\.([A-Z]+)");

	private static final Pattern SECTION = Pattern.compile("^### (\\S+)\n\nSeverity: ([^\n]+)\\.\n", Pattern.MULTILINE);

	private final Map<String, Set<Severity>> created = new TreeMap<>();

	@Test
	void pageHasEveryFindingWithItsSeverities() throws IOException {
		readSources();
		Map<String, Set<Severity>> written = new TreeMap<>();
		for (MatchResult section : SECTION.matcher(Files.readString(PAGE).replace("\r\n", "\n")).results().toList()) {
			assertThat(written.put(section.group(1), severities(section.group(2)))).as(section.group(1)).isNull();
		}
		assertThat(this.created).hasSizeGreaterThan(70);
		assertThat(written).isEqualTo(this.created);
	}

	@Test
	void pageHasNoHeadingsOfAnotherForm() throws IOException {
		String page = Files.readString(PAGE).replace("\r\n", "\n");
		assertThat(Pattern.compile("^### ", Pattern.MULTILINE).matcher(page).results().count())
			.isEqualTo(SECTION.matcher(page).results().count());
	}

	private static Set<Severity> severities(String words) {
		Set<Severity> severities = EnumSet.noneOf(Severity.class);
		for (String word : words.split(" or ", -1)) {
			severities.add(Severity.valueOf(word.replace("`", "").toUpperCase(Locale.ROOT)));
		}
		return severities;
	}

	private void readSources() throws IOException {
		try (Stream<Path> files = Files.walk(SOURCES)) {
			for (Path file : files.filter((path) -> path.toString().endsWith(".java")).sorted().toList()) {
				readSource(file.getFileName().toString().replace(".java", ""), Files.readString(file));
			}
		}
	}

	private void readSource(String type, String source) {
		if (type.equals("Finding")) {
			return;
		}
		for (MatchResult creation : CREATED.matcher(source).results().toList()) {
			String id = id(creation.group(1), source);
			if (id == null) {
				computed(type, source);
			}
			else {
				List<MatchResult> severities = SEVERITY.matcher(creation.group(2)).results().toList();
				assertThat(severities).as("severity of '%s' in %s", id, type).isNotEmpty();
				severities.forEach((severity) -> add(id, Severity.valueOf(severity.group(1))));
			}
		}
	}

	private static @Nullable String id(String expression, String source) {
		Matcher literal = LITERAL.matcher(expression);
		if (literal.matches()) {
			return literal.group(1);
		}
		Matcher constant = CONSTANT.matcher(source);
		return (expression.equals("ID") && constant.find()) ? constant.group(1) : null;
	}

	/**
	 * Take in the findings of a place that computes their ids.
	 */
	private void computed(String type, String source) {
		switch (type) {
			case "MetadataException" -> addAll("", "imds.MetadataException$Reason", "id", Severity.WARNING);
			case "EcsApi" -> addAll("ecs-", "aws.FailureKind", "id", null);
			case "AutoScalingApi" -> addAll("auto-scaling-", "aws.FailureKind", "id", null);
			case "Problem" -> addAll("elb-", "elb.Problem$Kind", "id", null);
			case "StatusChange" -> {
				for (Object kind : constants("registry.StatusChange$Kind")) {
					if (value(kind, "finding") instanceof String id) {
						add(id, Severity.WARNING);
					}
				}
			}
			case "WatchedKind" -> {
				for (Object kind : constants("kubernetes.WatchedKind")) {
					addEach(value(kind, "source") + "-", "kubernetes.WatchFailure", "id", Severity.INFO);
				}
			}
			case "MessageCounts" -> addPassed(source, "find\\(\"([a-z-]+)\", Severity\\.([A-Z]+),", null);
			case "Arrival" -> addPassed(source, "ignored\\(\"([a-z-]+)\"", Severity.INFO);
			default -> throw new AssertionError("The id of a finding of %s is not known here".formatted(type));
		}
	}

	/**
	 * Take in one finding for each constant, with its own severity and perhaps another.
	 */
	private void addAll(String prefix, String type, String field, @Nullable Severity also) {
		for (Object constant : constants(type)) {
			if (value(constant, "severity") instanceof Severity severity) {
				add(prefix + value(constant, field), severity);
			}
		}
		if (also != null) {
			addEach(prefix, type, field, also);
		}
	}

	private void addEach(String prefix, String type, String field, Severity severity) {
		for (Object constant : constants(type)) {
			add(prefix + value(constant, field), severity);
		}
	}

	/**
	 * Take in what is passed to a method that makes findings.
	 */
	private void addPassed(String source, String call, @Nullable Severity severity) {
		List<MatchResult> calls = Pattern.compile(call).matcher(source).results().toList();
		assertThat(calls).isNotEmpty();
		calls.forEach((found) -> add(found.group(1), (severity != null) ? severity : Severity.valueOf(found.group(2))));
	}

	private void add(String id, Severity severity) {
		this.created.computeIfAbsent(id, (key) -> EnumSet.noneOf(Severity.class)).add(severity);
	}

	private static List<Object> constants(String type) {
		try {
			Object[] constants = Class.forName(ROOT + type).getEnumConstants();
			assertThat(constants).as(type).isNotEmpty();
			return Arrays.asList(constants);
		}
		catch (ClassNotFoundException ex) {
			throw new AssertionError(ex);
		}
	}

	private static @Nullable Object value(Object constant, String name) {
		return ReflectionTestUtils.getField(constant, name);
	}

}
