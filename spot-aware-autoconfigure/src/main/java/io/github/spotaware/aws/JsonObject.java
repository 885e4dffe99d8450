package io.github.spotaware.aws;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import org.springframework.util.StringUtils;

/**
 * A JSON object of which every member may be missing, or another thing than expected.
 *
 * @param members its members by name
 */
public record JsonObject(Map<?, ?> members) {

	/**
	 * Return a member that is text.
	 * @param name the member's name
	 * @return the text, or {@code null} when there is none
	 */
	public @Nullable String text(String name) {
		return (this.members.get(name) instanceof String text && StringUtils.hasText(text)) ? text : null;
	}

	/**
	 * Return a member that is a number.
	 * @param name the member's name
	 * @return the number, or {@code null} when there is none
	 */
	public @Nullable Integer number(String name) {
		return (this.members.get(name) instanceof Number number) ? (Integer) number.intValue() : null;
	}

	/**
	 * Return a member that is an object.
	 * @param name the member's name
	 * @return the object, an empty one when there is none
	 */
	public JsonObject object(String name) {
		return new JsonObject((this.members.get(name) instanceof Map<?, ?> object) ? object : Map.of());
	}

	/**
	 * Return the objects of a member that is an array.
	 * @param name the member's name
	 * @return the objects, none when there is no such member
	 */
	public List<JsonObject> objects(String name) {
		return elements(name).filter(Map.class::isInstance)
			.map((element) -> new JsonObject((Map<?, ?>) element))
			.toList();
	}

	/**
	 * Return the texts of a member that is an array.
	 * @param name the member's name
	 * @return the texts, none when there is no such member
	 */
	public List<String> texts(String name) {
		return elements(name).filter(String.class::isInstance)
			.map(String.class::cast)
			.filter(StringUtils::hasText)
			.toList();
	}

	private Stream<?> elements(String name) {
		return (this.members.get(name) instanceof List<?> list) ? list.stream() : Stream.of();
	}

}
