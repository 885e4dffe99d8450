package io.github.spotaware.imds;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

import org.springframework.core.env.PropertyResolver;
import org.springframework.util.StringUtils;

/**
 * Reads what tells of EC2 without a call: environment, system properties and small files.
 */
final class Surroundings {

	private static final List<String> VENDOR_FILES = List.of("sys/devices/virtual/dmi/id/sys_vendor",
			"sys/devices/virtual/dmi/id/board_vendor");

	private static final String XEN_FILE = "sys/hypervisor/uuid";

	private static final String STATISTICS_FILE = "proc/stat";

	private static final String BOOT_TIME = "btime ";

	private static final List<String> ENDPOINT = List.of("aws.ec2MetadataServiceEndpoint",
			"AWS_EC2_METADATA_SERVICE_ENDPOINT");

	private static final List<String> DISABLED = List.of("aws.disableEc2Metadata", "AWS_EC2_METADATA_DISABLED");

	private static final String KUBERNETES = "KUBERNETES_SERVICE_HOST";

	private static final String EXECUTION_ENVIRONMENT = "AWS_EXECUTION_ENV";

	private static final List<String> ORCHESTRATORS = List.of(KUBERNETES, "ECS_CONTAINER_METADATA_URI_V4");

	private final Function<String, @Nullable String> environment;

	private final Path root;

	/**
	 * Create the surroundings.
	 * @param environment gives environment variables and system properties by their names
	 * @param root the root of the file system
	 */
	Surroundings(PropertyResolver environment, Path root) {
		this(environment::getProperty, root);
	}

	Surroundings(Function<String, @Nullable String> environment, Path root) {
		this.environment = environment;
		this.root = root;
	}

	/**
	 * Return what says that this machine is an EC2 instance.
	 * @return the sign in words, or {@code null} when there is none
	 */
	@Nullable String machine() {
		for (String file : VENDOR_FILES) {
			if (read(file).startsWith("Amazon EC2")) {
				return "'Amazon EC2' in '/%s'".formatted(file);
			}
		}
		if (read(XEN_FILE).toLowerCase(Locale.ROOT).startsWith("ec2")) {
			return "'ec2' in '/%s'".formatted(XEN_FILE);
		}
		return null;
	}

	/**
	 * Return when the machine was booted.
	 * @return the time, or {@code null} when it is not known
	 */
	@Nullable Instant booted() {
		return read(STATISTICS_FILE).lines()
			.filter((line) -> line.matches(BOOT_TIME + "\\d{1,15}"))
			.map((line) -> Instant.ofEpochSecond(Long.parseLong(line.substring(BOOT_TIME.length()))))
			.findFirst()
			.orElse(null);
	}

	/**
	 * Return the address of the metadata service where one is set.
	 * @return the address, or {@code null} when the SDK is to know it
	 */
	@Nullable URI endpoint() {
		String name = firstSet(ENDPOINT);
		if (name == null) {
			return null;
		}
		String value = value(name);
		try {
			URI endpoint = URI.create(value);
			if (endpoint.getHost() != null) {
				return endpoint;
			}
		}
		catch (IllegalArgumentException ex) {
			// Told below, as for any other address that is none.
		}
		throw new IllegalArgumentException("'%s' is set to '%s', which is not an address".formatted(name, value));
	}

	/**
	 * Return what sets the address of the metadata service.
	 * @return the name of the variable or system property, or {@code null} when none does
	 */
	@Nullable String endpointSetBy() {
		return firstSet(ENDPOINT);
	}

	/**
	 * Return what says that the metadata service must not be asked. The SDK's metadata
	 * client does not look at it.
	 * @return the name of the variable or system property, or {@code null} when none does
	 */
	@Nullable String disabledBy() {
		String name = firstSet(DISABLED);
		return (name != null && Boolean.parseBoolean(value(name))) ? name : null;
	}

	/**
	 * Return what says that a container orchestrator runs us. The instance is not ours
	 * then, even though its metadata service may answer.
	 * @return the name of the variable, or {@code null} when none does
	 */
	@Nullable String orchestrator() {
		return firstSet(ORCHESTRATORS);
	}

	/**
	 * Return whether Kubernetes runs us.
	 */
	boolean pod() {
		return KUBERNETES.equals(orchestrator());
	}

	/**
	 * Return whether AWS Fargate runs us, where there is no instance to ask.
	 */
	boolean fargate() {
		return value(EXECUTION_ENVIRONMENT).equals("AWS_ECS_FARGATE");
	}

	private @Nullable String firstSet(List<String> names) {
		for (String name : names) {
			if (StringUtils.hasText(value(name))) {
				return name;
			}
		}
		return null;
	}

	private String value(String name) {
		String value = this.environment.apply(name);
		return (value != null) ? value.trim() : "";
	}

	private String read(String file) {
		try {
			return Files.readString(this.root.resolve(file)).trim();
		}
		catch (IOException | RuntimeException ex) {
			return "";
		}
	}

}
