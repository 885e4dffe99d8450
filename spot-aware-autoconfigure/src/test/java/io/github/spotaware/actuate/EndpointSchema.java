package io.github.spotaware.actuate;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import io.github.spotaware.actuate.ReportedFields.Field;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The JSON Schema of the endpoint's answers.
 *
 * @param fields the fields of the answers
 * @param strict whether nothing else may be there; for others the answers may grow
 */
record EndpointSchema(ReportedFields fields, boolean strict) {

	private static final JsonMapper JSON = JsonMapper.builder().build();

	private static final String DURATION = "^-?\\d+(\\.\\d{1,3})?s$";

	/**
	 * Write the schema of what {@code GET} answers, with those of the other answers among
	 * its definitions.
	 */
	ObjectNode json() {
		ObjectNode schema = JSON.createObjectNode()
			.put("$schema", "https://json-schema.org/draft/2020-12/schema")
			.put("$id", "https://github.com/spotaware/spot-aware/blob/main/docs/endpoint.schema.json")
			.put("title", "GET /actuator/spot");
		ObjectNode definitions = JSON.createObjectNode();
		for (Map.Entry<Class<?>, List<Field>> type : this.fields.records().entrySet()) {
			ObjectNode target = SpotReport.class.equals(type.getKey()) ? schema
					: definitions.putObject(type.getKey().getSimpleName());
			describe(type.getValue(), target);
		}
		schema.set("$defs", definitions);
		return schema;
	}

	private void describe(List<Field> fields, ObjectNode target) {
		target.put("type", "object");
		ObjectNode properties = target.putObject("properties");
		ArrayNode required = target.putArray("required");
		for (Field field : fields) {
			String absent = (field.absent() != null) ? "; absent " + field.absent() : "";
			ObjectNode property = properties.putObject(field.name())
				.put("description", (field.description() + absent).replace("`", "'"));
			type(field, property);
			if (field.absent() == null) {
				required.add(field.name());
			}
		}
		if (this.strict) {
			target.put("additionalProperties", false);
		}
	}

	private static void type(Field field, ObjectNode property) {
		if (field.element().isRecord()) {
			ObjectNode target = field.list() ? property.put("type", "array").putObject("items") : property;
			target.put("$ref", "#/$defs/" + field.element().getSimpleName());
		}
		else if (field.map()) {
			ObjectNode properties = property.put("type", "object").putObject("properties");
			field.values().forEach((name) -> properties.putObject(name).put("type", "integer"));
		}
		else if (field.type().isPrimitive()) {
			property.put("type", boolean.class.equals(field.type()) ? "boolean" : "integer");
		}
		else {
			string(field, property.put("type", "string"));
		}
	}

	private static void string(Field field, ObjectNode property) {
		if (Instant.class.equals(field.type())) {
			property.put("format", "date-time");
		}
		else if (URI.class.equals(field.type())) {
			property.put("format", "uri");
		}
		else if (field.duration()) {
			property.put("pattern", DURATION);
		}
		else if (!field.values().isEmpty()) {
			ArrayNode values = property.putArray("enum");
			field.values().forEach(values::add);
		}
	}

}
