package io.github.spotaware.test.elb;

import java.util.List;
import java.util.UUID;
import java.util.function.Function;

/**
 * Writes the XML of the Query protocol.
 */
final class Xml {

	private static final String NAMESPACE = "http://elasticloadbalancing.amazonaws.com/doc/2015-12-01/";

	private Xml() {
	}

	static String text(String name, Object value) {
		String escaped = String.valueOf(value).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
		return element(name, escaped);
	}

	static String element(String name, String... content) {
		return "<" + name + ">" + String.join("", content) + "</" + name + ">";
	}

	static <T> String members(String name, List<T> items, Function<T, String> content) {
		StringBuilder members = new StringBuilder();
		items.forEach((item) -> members.append(element("member", content.apply(item))));
		return element(name, members.toString());
	}

	static String response(String action, String result) {
		return "<" + action + "Response xmlns=\"" + NAMESPACE + "\">" + element(action + "Result", result)
				+ element("ResponseMetadata", requestId()) + "</" + action + "Response>";
	}

	static String error(String code, String message) {
		return "<ErrorResponse xmlns=\"" + NAMESPACE + "\">"
				+ element("Error", text("Type", "Sender"), text("Code", code), text("Message", message)) + requestId()
				+ "</ErrorResponse>";
	}

	private static String requestId() {
		return text("RequestId", UUID.randomUUID());
	}

}
