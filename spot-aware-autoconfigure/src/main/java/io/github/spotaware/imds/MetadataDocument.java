package io.github.spotaware.imds;

import java.time.DateTimeException;
import java.time.Instant;
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
		RuntimeException cause = null;
		try {
			Document document = Ec2MetadataResponse.create(json).asDocument();
			if (document.isMap() && !document.asMap().isEmpty()) {
				return new MetadataDocument(document.asMap());
			}
		}
		catch (RuntimeException ex) {
			cause = ex;
		}
		String beginning = (json.length() > QUOTED) ? json.substring(0, QUOTED) + "..." : json;
		throw new MetadataException(MetadataException.Reason.GARBLED,
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
