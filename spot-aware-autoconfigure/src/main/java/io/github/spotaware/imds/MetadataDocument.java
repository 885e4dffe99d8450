package io.github.spotaware.imds;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.document.Document;
import software.amazon.awssdk.imds.Ec2MetadataResponse;

/**
 * A JSON object that the metadata service answered.
 *
 * @param members its members by name
 */
record MetadataDocument(Map<String, Document> members) {

	private static final int QUOTED = 80;

	static MetadataDocument parse(String path, String json) throws MetadataException {
		MetadataDocument document = of(read(path, json));
		if (document == null) {
			throw garbled(path, json, null);
		}
		return document;
	}

	/**
	 * Read an array of objects.
	 */
	static List<MetadataDocument> parseAll(String path, String json) throws MetadataException {
		Document array = read(path, json);
		if (!array.isList()) {
			throw garbled(path, json, null);
		}
		List<MetadataDocument> documents = new ArrayList<>();
		for (Document element : array.asList()) {
			MetadataDocument document = of(element);
			if (document == null) {
				throw garbled(path, json, null);
			}
			documents.add(document);
		}
		return documents;
	}

	private static @Nullable MetadataDocument of(Document document) {
		return (document.isMap() && !document.asMap().isEmpty()) ? new MetadataDocument(document.asMap()) : null;
	}

	private static Document read(String path, String json) throws MetadataException {
		try {
			return Ec2MetadataResponse.create(json).asDocument();
		}
		catch (RuntimeException ex) {
			throw garbled(path, json, ex);
		}
	}

	private static MetadataException garbled(String path, String json, @Nullable Throwable cause) {
		String beginning = (json.length() > QUOTED) ? json.substring(0, QUOTED) + "..." : json;
		return new MetadataException(MetadataException.Reason.GARBLED,
				"'%s' holds '%s'".formatted(path, beginning.strip()), cause);
	}

	@Nullable String text(String member) {
		Document value = this.members.get(member);
		return (value != null && value.isString()) ? value.asString() : null;
	}

	@Nullable Instant time(String member) {
		String text = text(member);
		try {
			return (text != null) ? Instant.parse(text.strip()) : null;
		}
		catch (DateTimeException ex) {
			return null;
		}
	}

}
