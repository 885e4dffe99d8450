package io.github.spotaware.sample.shop;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that what the documents link to is there: files, and headings in them.
 */
class DocumentLinksTests {

	private static final Path ROOT = Path.of("..");

	private static final Pattern LINK = Pattern.compile("\\[[^\\]]*]\\(([^)\\s]+)\\)");

	private static final Pattern HEADING = Pattern.compile("^#{1,6} +(.*)$", Pattern.MULTILINE);

	private static final Pattern CODE = Pattern.compile("^```.*?^```", Pattern.MULTILINE | Pattern.DOTALL);

	private final Map<Path, Set<String>> anchors = new HashMap<>();

	@Test
	void linksLeadSomewhere() throws IOException {
		List<String> dead = new ArrayList<>();
		List<Path> documents = documents();
		assertThat(documents).hasSizeGreaterThan(8);
		for (Path document : documents) {
			for (String link : links(document)) {
				if (!link.contains("://") && !link.startsWith("mailto:") && !leads(document, link)) {
					dead.add("%s: %s".formatted(ROOT.relativize(document), link));
				}
			}
		}
		assertThat(dead).isEmpty();
	}

	@Test
	void everyDocumentIsLinkedToFromTheReadme() throws IOException {
		Set<Path> linked = links(ROOT.resolve("README.md")).stream()
			.filter((link) -> !link.contains("://"))
			.map((link) -> ROOT.resolve(link.replaceAll("#.*", "")).normalize())
			.collect(Collectors.toSet());
		try (Stream<Path> pages = Files.list(ROOT.resolve("docs"))) {
			assertThat(pages.filter((page) -> page.toString().endsWith(".md")).map(Path::normalize).toList())
				.isSubsetOf(linked);
		}
	}

	private static List<Path> documents() throws IOException {
		List<Path> documents = new ArrayList<>();
		for (String directory : List.of("", "docs")) {
			try (Stream<Path> files = Files.list(ROOT.resolve(directory))) {
				files.filter((file) -> file.toString().endsWith(".md")).sorted().forEach(documents::add);
			}
		}
		return documents;
	}

	private static List<String> links(Path document) throws IOException {
		return LINK.matcher(text(document)).results().map((found) -> found.group(1)).toList();
	}

	private boolean leads(Path document, String link) throws IOException {
		int hash = link.indexOf('#');
		String file = (hash < 0) ? link : link.substring(0, hash);
		Path target = file.isEmpty() ? document : document.resolveSibling(file).normalize();
		if (!Files.exists(target)) {
			return false;
		}
		return hash < 0 || !target.toString().endsWith(".md") || anchors(target).contains(link.substring(hash + 1));
	}

	private Set<String> anchors(Path document) throws IOException {
		Set<String> known = this.anchors.get(document);
		if (known == null) {
			known = HEADING.matcher(text(document))
				.results()
				.map((MatchResult found) -> anchor(found.group(1)))
				.collect(Collectors.toSet());
			this.anchors.put(document, known);
		}
		return known;
	}

	/**
	 * Return the anchor that GitHub gives a heading.
	 */
	private static String anchor(String heading) {
		return heading.strip().toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}\\- _]", "").replace(' ', '-');
	}

	private static String text(Path document) throws IOException {
		return CODE.matcher(Files.readString(document).replace("\r\n", "\n")).replaceAll("");
	}

}
