package io.github.spotaware.sample.matrix;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.geom.AffineTransform;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import de.erichseifert.vectorgraphics2d.VectorGraphics2D;
import de.erichseifert.vectorgraphics2d.svg.SVGProcessor;
import de.erichseifert.vectorgraphics2d.util.PageSize;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.XYStyler;
import org.knowm.xchart.style.markers.SeriesMarkers;

/**
 * Draws what was compared first: requests lost, and time alive, over the lag.
 */
public final class Picture {

	private static final int WIDTH = 860;

	private static final int HEIGHT = 360;

	/**
	 * Colours that people tell apart who do not see all of them, on white and on black:
	 * <a href="https://jfly.uni-koeln.de/color/">Color Universal Design</a>.
	 */
	private static final List<Color> COLOURS = List.of(new Color(0x0072B2), new Color(0xD55E00), new Color(0xE69F00),
			new Color(0x009E73), new Color(0xCC79A7));

	/**
	 * Nobody sees them, and they make the file larger.
	 */
	private static final Pattern MORE_DECIMALS = Pattern.compile("(\\d\\.\\d)\\d+");

	private final Comparison comparison;

	private Picture(Comparison comparison) {
		this.comparison = comparison;
	}

	/**
	 * Draw the first comparison of the results.
	 * @param results the results, of which there is at least one that counts
	 * @return the text of an SVG file
	 */
	public static String svg(Results results) {
		return new Picture(results.comparisons().get(0)).svg();
	}

	private String svg() {
		System.setProperty("java.awt.headless", "true");
		VectorGraphics2D graphics = new VectorGraphics2D();
		chart(this.comparison.title(), "requests lost", this.comparison::lost).paint(graphics, WIDTH, HEIGHT);
		graphics.setTransform(AffineTransform.getTranslateInstance(0, HEIGHT));
		chart("", "s alive after the last node let go", this.comparison::alive).paint(graphics, WIDTH, HEIGHT);
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		try {
			new SVGProcessor().getDocument(graphics.getCommands(), new PageSize(0, 0, WIDTH, 2 * HEIGHT))
				.writeTo(bytes);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		return described(bytes.toString(StandardCharsets.UTF_8));
	}

	/**
	 * Tell the values to those who cannot see them.
	 */
	private String described(String svg) {
		int begin = svg.indexOf('>', svg.indexOf("<svg")) + 1;
		String shapes = MORE_DECIMALS.matcher(svg.substring(begin)).replaceAll("$1");
		return svg.substring(0, begin) + "<desc>" + description().replace("&", "&amp;").replace("<", "&lt;") + "</desc>"
				+ shapes;
	}

	private String description() {
		return this.comparison.title() + ". "
				+ this.comparison.modes()
					.stream()
					.map((mode) -> "%s: lost %s; alive %s".formatted(this.comparison.titles().mode(mode),
							values(mode, this.comparison::lost), values(mode, this.comparison::alive)))
					.collect(Collectors.joining(". "));
	}

	private String values(String mode, Measure measure) {
		List<String> values = new ArrayList<>();
		for (long lag : this.comparison.lags()) {
			measure.of(mode, lag)
				.ifPresent((value) -> values.add(Numbers.plain(value) + " at " + Comparison.seconds(lag) + " s"));
		}
		return String.join(", ", values);
	}

	private XYChart chart(String title, String axis, Measure measure) {
		XYChart chart = new XYChartBuilder().width(WIDTH)
			.height(HEIGHT)
			.title(title)
			.xAxisTitle("s until the last node lets go")
			.yAxisTitle(axis)
			.build();
		style(chart);
		List<String> modes = this.comparison.modes();
		// Ours last, so that it lies above the others.
		for (int i = modes.size() - 1; i >= 0; i--) {
			add(chart, modes.get(i), measure);
		}
		return chart;
	}

	private static void style(XYChart chart) {
		XYStyler styler = chart.getStyler();
		// Not transparent: on a dark page it is a light card.
		styler.setChartBackgroundColor(Color.WHITE);
		styler.setPlotBackgroundColor(Color.WHITE);
		styler.setPlotBorderVisible(false);
		styler.setPlotGridLinesColor(new Color(0xD0D7DE));
		styler.setChartFontColor(new Color(0x24292F));
		styler.setLegendPosition(LegendPosition.OutsideE);
		styler.setLegendBorderColor(Color.WHITE);
	}

	/**
	 * Return the colour that a mode has in every picture.
	 */
	private Color colour(String mode) {
		int number = List.copyOf(this.comparison.titles().modes().keySet()).indexOf(mode);
		return COLOURS.get(number % COLOURS.size());
	}

	private void add(XYChart chart, String mode, Measure measure) {
		List<Double> lags = new ArrayList<>();
		List<Double> values = new ArrayList<>();
		for (long lag : this.comparison.lags()) {
			measure.of(mode, lag).ifPresent((value) -> {
				lags.add(lag / 1000.0);
				values.add(value);
			});
		}
		if (!lags.isEmpty()) {
			XYSeries series = chart.addSeries(this.comparison.titles().mode(mode), lags, values);
			series.setLineColor(colour(mode));
			series.setLineStyle(new BasicStroke(2));
			series.setMarker(SeriesMarkers.CIRCLE);
			series.setMarkerColor(colour(mode));
		}
	}

	/**
	 * Is what is drawn.
	 */
	private interface Measure {

		OptionalDouble of(String mode, long lag);

	}

}
