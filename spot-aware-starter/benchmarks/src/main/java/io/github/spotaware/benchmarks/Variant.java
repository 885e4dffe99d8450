package io.github.spotaware.benchmarks;

import java.util.List;

/**
 * What is on the class path of an application.
 */
enum Variant {

	/**
	 * Spring MVC on Tomcat.
	 */
	WEB("Spring Boot", false, false, false),

	/**
	 * The same with our auto-configuration alone.
	 */
	WEB_SPOT_AWARE("Spring Boot and the auto-configuration", false, true, false),

	/**
	 * Spring MVC on Tomcat with Actuator.
	 */
	ACTUATOR("Spring Boot with Actuator", true, false, false),

	/**
	 * The same with the AWS SDK.
	 */
	SDK("Spring Boot with Actuator and the AWS SDK", true, false, true),

	/**
	 * The same with our starter, which brings the AWS SDK.
	 */
	STARTER("Spring Boot with Actuator and the starter", true, true, true);

	/**
	 * What benchmarks need, and the application does not.
	 */
	private static final List<String> BENCHMARKS = List.of("jmh-", "jopt-simple-", "commons-math3-", "spring-test-",
			"spring-webflux-", "spring-websocket-", "spring-messaging-", "netty-", "reactor-", "spring-boot-netty-",
			"spring-boot-reactor-", "spring-boot-webflux-", "spring-boot-http-codec-");

	private static final List<String> ACTUATOR_NEEDS = List.of("spring-boot-actuator-", "spring-boot-health-",
			"spring-boot-micrometer-", "micrometer-core-", "micrometer-jakarta9-", "HdrHistogram-", "LatencyUtils-");

	private static final List<String> AWS_SDK = List.of("software.amazon.");

	private static final List<String> OURS = List.of("spot-aware-autoconfigure-", "spot-aware-starter-");

	private final String description;

	private final boolean actuator;

	private final boolean spotAware;

	private final boolean sdk;

	Variant(String description, boolean actuator, boolean spotAware, boolean sdk) {
		this.description = description;
		this.actuator = actuator;
		this.spotAware = spotAware;
		this.sdk = sdk;
	}

	String description() {
		return this.description;
	}

	/**
	 * Return what it is compared with.
	 */
	Variant plain() {
		return switch (this) {
			case WEB, WEB_SPOT_AWARE -> WEB;
			case ACTUATOR, SDK -> ACTUATOR;
			case STARTER -> SDK;
		};
	}

	/**
	 * Return whether an entry belongs to its class path.
	 * @param name the name of the file, with its group in front
	 */
	boolean has(String name) {
		return !matches(name, BENCHMARKS) && (this.actuator || !matches(name, ACTUATOR_NEEDS))
				&& (this.spotAware || !matches(name, OURS)) && (this.sdk || !matches(name, AWS_SDK));
	}

	private static boolean matches(String name, List<String> parts) {
		return parts.stream().anyMatch((part) -> name.contains("." + part) || name.startsWith(part));
	}

}
