package io.github.spotaware.actuate;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import io.github.spotaware.Capacity;
import io.github.spotaware.Departure;
import io.github.spotaware.DrainPhase;
import io.github.spotaware.InstanceAction;
import io.github.spotaware.MessageUse;
import io.github.spotaware.NoticeCause;
import io.github.spotaware.Platform;
import io.github.spotaware.Severity;
import io.github.spotaware.SpotState;
import io.github.spotaware.StepOutcome;
import io.github.spotaware.lifecycle.Budget;
import io.github.spotaware.lifecycle.DrainReport;
import org.jspecify.annotations.Nullable;

/**
 * What the endpoint's answers consist of: types as they are, descriptions as the sources
 * of the records give them.
 *
 * @param records the fields of each record, in the order in which they are mentioned
 */
record ReportedFields(Map<Class<?>, List<Field>> records) {

	private static final List<Class<?>> ANSWERS = List.of(SpotReport.class, TargetsReport.class, FindingsReport.class,
			Progress.class, Refusal.class);

	private static final Path SOURCES = Path.of("src/main/java/io/github/spotaware/actuate");

	private static final Pattern DECLARATION = Pattern.compile("/\\*\\*((?:(?!\\*/).)*)\\*/\\s*record (\\w+)\\(",
			Pattern.DOTALL);

	private static final Pattern PARAMETER = Pattern.compile("@param (\\w+) ([^@]+)");

	private static final String ABSENT = "; absent ";

	/**
	 * Fields that have one of a few values. The values are those of the code.
	 */
	private static final Map<String, List<String>> VALUES = Map.ofEntries(Map.entry("SpotReport.state", states()),
			Map.entry("Progress.state", states()),
			Map.entry("Platform.name", with(ids(Platform.values()), "detecting")),
			Map.entry("Platform.capacity", ids(Capacity.values())),
			Map.entry("Signal.cause", ids(NoticeCause.values())),
			Map.entry("Signal.action", ids(InstanceAction.values())),
			Map.entry("Drain.cause", ids(NoticeCause.values())), Map.entry("Drain.end", ids(DrainReport.End.values())),
			Map.entry("Drain.departure", ids(Departure.Kind.values())),
			Map.entry("Step.phase", ids(DrainPhase.values())),
			Map.entry("Step.result", with(ids(StepOutcome.Result.values()), "busy")),
			Map.entry("Queue.messages", ids(MessageUse.values())),
			Map.entry("Budget.trigger", ids(Budget.Trigger.values())),
			Map.entry("Finding.severity", ids(Severity.values())));

	/**
	 * Strings that are durations.
	 */
	private static final Set<String> DURATIONS = Set.of("Deadline.remaining", "Drain.took", "Drain.remaining",
			"Drain.settle", "Drain.quietPeriod", "Drain.reserve", "Step.after", "Step.took", "Caller.silent",
			"Caller.needed", "Target.deregistrationDelay", "Budget.time", "Budget.healthCheckLatency",
			"Budget.deregistrationDelay", "Part.limit", "Part.wanted", "Part.left");

	static ReportedFields read() {
		Map<String, Map<String, String>> descriptions = descriptions();
		Map<Class<?>, List<Field>> records = new LinkedHashMap<>();
		ANSWERS.forEach((answer) -> add(answer, descriptions, records));
		Set<String> known = new LinkedHashSet<>();
		records.values().forEach((fields) -> fields.forEach((field) -> known.add(field.id())));
		Stream.concat(VALUES.keySet().stream(), DURATIONS.stream())
			.filter((id) -> !known.contains(id))
			.forEach((id) -> {
				throw new IllegalStateException("There is no field '%s'".formatted(id));
			});
		return new ReportedFields(records);
	}

	private static void add(Class<?> type, Map<String, Map<String, String>> descriptions,
			Map<Class<?>, List<Field>> records) {
		if (records.containsKey(type)) {
			return;
		}
		Map<String, String> texts = descriptions.getOrDefault(type.getSimpleName(), Map.of());
		List<Field> fields = new ArrayList<>();
		records.put(type, fields);
		for (RecordComponent component : type.getRecordComponents()) {
			Field field = field(component, texts.get(component.getName()));
			fields.add(field);
			if (field.element().isRecord()) {
				add(field.element(), descriptions, records);
			}
		}
	}

	private static Field field(RecordComponent component, @Nullable String text) {
		String owner = component.getDeclaringRecord().getSimpleName();
		boolean optional = component.getAnnotatedType().isAnnotationPresent(Nullable.class);
		if (text == null || text.contains(ABSENT) != optional) {
			throw new IllegalStateException("Describe '%s' of '%s'%s".formatted(component.getName(), owner,
					optional ? ", and say when it is absent" : ", which is never absent"));
		}
		String[] parts = text.split(ABSENT, 2);
		Type generic = component.getGenericType();
		Class<?> element = component.getType();
		if (generic instanceof ParameterizedType parameterized) {
			Type[] arguments = parameterized.getActualTypeArguments();
			element = (Class<?>) arguments[arguments.length - 1];
		}
		return new Field(owner, component.getName(), component.getType(), element, parts[0],
				optional ? parts[1] : null);
	}

	private static Map<String, Map<String, String>> descriptions() {
		Map<String, Map<String, String>> descriptions = new LinkedHashMap<>();
		for (Class<?> answer : ANSWERS) {
			Matcher declaration = DECLARATION.matcher(source(answer));
			while (declaration.find()) {
				Map<String, String> texts = new LinkedHashMap<>();
				Matcher parameter = PARAMETER.matcher(
						declaration.group(1).replaceAll("\\R\\s*\\* ?", " ").replaceAll("\\{@code ([^}]*)}", "`$1`"));
				while (parameter.find()) {
					texts.put(parameter.group(1), parameter.group(2).replaceAll("\\s+", " ").strip());
				}
				descriptions.put(declaration.group(2), texts);
			}
		}
		return descriptions;
	}

	private static String source(Class<?> type) {
		try {
			return Files.readString(SOURCES.resolve(type.getSimpleName() + ".java"));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static List<String> states() {
		return Stream.of(SpotState.class.getPermittedSubclasses())
			.map((type) -> type.getSimpleName().replaceAll("(?<=[a-z])(?=[A-Z])", "-").toLowerCase(Locale.ROOT))
			.toList();
	}

	private static List<String> ids(Enum<?>[] values) {
		return Stream.of(values).map((value) -> value.name().toLowerCase(Locale.ROOT).replace('_', '-')).toList();
	}

	private static List<String> with(List<String> values, String more) {
		return Stream.concat(values.stream(), Stream.of(more)).toList();
	}

	/**
	 * Write a table for each record.
	 */
	String tables() {
		StringBuilder text = new StringBuilder();
		this.records.forEach((type, fields) -> {
			text.append("### `%s`\n\n| field | type | | absent |\n|---|---|---|---|\n".formatted(type.getSimpleName()));
			fields.forEach((field) -> text.append(field.row()));
			text.append('\n');
		});
		return text.toString();
	}

	/**
	 * A field.
	 *
	 * @param owner the record it belongs to
	 * @param name its name
	 * @param type its type
	 * @param element the type of its elements, where it is a list or a map, or else its
	 * type
	 * @param description what it means
	 * @param absent when it is absent, or {@code null} when it never is
	 */
	record Field(String owner, String name, Class<?> type, Class<?> element, String description,
			@Nullable String absent) {

		String id() {
			return this.owner + "." + this.name;
		}

		boolean list() {
			return List.class.equals(this.type);
		}

		boolean map() {
			return Map.class.equals(this.type);
		}

		boolean duration() {
			return DURATIONS.contains(id());
		}

		List<String> values() {
			return VALUES.getOrDefault(id(), List.of());
		}

		private String row() {
			String values = values().isEmpty() ? "" : ": `%s`".formatted(String.join("`, `", values()));
			return "| `%s` | %s | %s%s | %s |\n".formatted(this.name, words(), this.description, values,
					(this.absent != null) ? this.absent : "");
		}

		private String words() {
			if (this.element.isRecord()) {
				String link = "[`%s`](#%s)".formatted(this.element.getSimpleName(),
						this.element.getSimpleName().toLowerCase(Locale.ROOT));
				return list() ? "list of " + link : link;
			}
			if (map()) {
				return "numbers by name";
			}
			if (duration()) {
				return "duration";
			}
			return word();
		}

		private String word() {
			if (Instant.class.equals(this.type)) {
				return "instant";
			}
			if (URI.class.equals(this.type)) {
				return "URI";
			}
			if (String.class.equals(this.type)) {
				return "string";
			}
			return boolean.class.equals(this.type) ? "boolean" : "number";
		}

	}

}
