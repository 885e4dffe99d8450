package io.github.spotaware.ecs;

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
record JsonObject(Map<?, ?> members) {

	@Nullable String text(String name) {
		return (this.members.get(name) instanceof String text && StringUtils.hasText(text)) ? text : null;
	}

	@Nullable Integer number(String name) {
		return (this.members.get(name) instanceof Number number) ? (Integer) number.intValue() : null;
	}

	JsonObject object(String name) {
		return new JsonObject((this.members.get(name) instanceof Map<?, ?> object) ? object : Map.of());
	}

	List<JsonObject> objects(String name) {
		return elements(name).filter(Map.class::isInstance)
			.map((element) -> new JsonObject((Map<?, ?>) element))
			.toList();
	}

	List<String> texts(String name) {
		return elements(name).filter(String.class::isInstance)
			.map(String.class::cast)
			.filter(StringUtils::hasText)
			.toList();
	}

	private Stream<?> elements(String name) {
		return (this.members.get(name) instanceof List<?> list) ? list.stream() : Stream.of();
	}

}
