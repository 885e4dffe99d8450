package io.github.spotaware.process;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

import org.springframework.boot.SpringApplication;

/**
 * Three applications in one JVM.
 */
final class SeveralApplications {

	static final List<String> NAMES = List.of("first", "second", "third");

	private SeveralApplications() {
	}

	public static void main(String[] arguments) {
		for (String name : NAMES) {
			new SpringApplication(ExampleApplication.class)
				.run(Stream.concat(Arrays.stream(arguments), Stream.of("--example.name=" + name))
					.toArray(String[]::new));
		}
	}

}
