package io.github.spotaware.sample.matrix;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import javax.xml.parsers.DocumentBuilderFactory;

import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Picture}.
 */
class PictureTests {

	private static final String SPOT_AWARE = "rgb(0,114,178)";

	private static final String IMMEDIATE = "rgb(213,94,0)";

	private static final String PLAIN = "rgb(230,159,0)";

	private static final String PRE_STOP = "rgb(0,158,115)";

	private static final String IGNORING = "rgb(204,121,167)";

	@Test
	void svgHasAPointForEachValueAndOneInEachLegend() throws Exception {
		Document document = draw(Fixture.results());
		assertThat(document.getDocumentElement().getTagName()).isEqualTo("svg");
		assertThat(points(document, SPOT_AWARE)).hasSize(2 * (2 + 1));
		assertThat(points(document, IMMEDIATE)).hasSize(2 * (1 + 1));
		assertThat(points(document, PLAIN)).hasSize(2 * (2 + 1));
		assertThat(points(document, PRE_STOP)).hasSize(2 * (2 + 1));
		assertThat(points(document, IGNORING)).hasSize(2 * (1 + 1));
	}

	@Test
	void svgWhenAModeIsMissingKeepsTheColoursOfTheOthers() throws Exception {
		List<Row> others = Fixture.rows()
			.stream()
			.filter((row) -> !row.text(Column.MODE).equals("spot-aware"))
			.toList();
		Document document = draw(Results.of(others, Fixture.results().titles()));
		assertThat(points(document, SPOT_AWARE)).isEmpty();
		assertThat(points(document, PLAIN)).hasSize(2 * (2 + 1));
		assertThat(points(document, PRE_STOP)).hasSize(2 * (2 + 1));
	}

	@Test
	void svgShowsMoreAboveLess() throws Exception {
		Document document = draw(Fixture.results());
		List<Double> ours = points(document, SPOT_AWARE);
		List<Double> plain = points(document, PLAIN);
		List<Double> preStop = points(document, PRE_STOP);
		assertThat(ours.get(1)).isEqualTo(ours.get(0)).isEqualTo(plain.get(0)).isEqualTo(preStop.get(0));
		assertThat(plain.get(1)).isLessThan(preStop.get(1)).isLessThan(ours.get(1));
		assertThat(points(document, IMMEDIATE).get(0)).isLessThan(plain.get(1));
		assertThat(ours.get(3)).as("alive").isLessThan(plain.get(3));
	}

	@Test
	void svgTellsTheValuesToThoseWhoCannotSeeThem() throws Exception {
		String description = draw(Fixture.results()).getElementsByTagName("desc").item(0).getTextContent();
		assertThat(description).startsWith("Tomcat, requests: 300 a second. Spot Aware")
			.contains("Spot Aware: lost 0 at 0 s, 0 at 10 s; alive 58.25 at 0 s, 58.2 at 10 s")
			.contains("plain Boot: lost 0 at 0 s, 755.5 at 10 s; alive 0.45 at 0 s, -9.4 at 10 s")
			.contains("preStop 15 s: lost 0 at 10 s, 750 at 25 s");
	}

	@Test
	void svgHasABackgroundOfItsOwn() throws Exception {
		NodeList all = draw(Fixture.results()).getElementsByTagName("rect");
		List<String> backgrounds = new ArrayList<>();
		for (int i = 0; i < all.getLength(); i++) {
			Element rect = (Element) all.item(i);
			if (rect.getAttribute("width").equals("860")) {
				backgrounds.add(rect.getAttribute("style"));
			}
		}
		assertThat(backgrounds).hasSize(2).allMatch((style) -> style.contains("fill:rgb(255,255,255)"));
	}

	private static Document draw(Results results) throws Exception {
		DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
		factory.setFeature("http://apache.org/xml/features/nonvalidating/load-external-dtd", false);
		return factory.newDocumentBuilder()
			.parse(new ByteArrayInputStream(Picture.svg(results).getBytes(StandardCharsets.UTF_8)));
	}

	/**
	 * Return the heights of the points of a colour, from the top, in the order they are
	 * drawn.
	 */
	private static List<Double> points(Document document, String colour) {
		NodeList ellipses = document.getElementsByTagName("ellipse");
		List<Double> points = new ArrayList<>();
		for (int i = 0; i < ellipses.getLength(); i++) {
			Element ellipse = (Element) ellipses.item(i);
			if (ellipse.getAttribute("style").contains("fill:" + colour)) {
				points.add(Double.parseDouble(ellipse.getAttribute("cy")));
			}
		}
		return points;
	}

}
