package io.github.spotaware.sample.process;

import java.io.File;
import java.util.ArrayList;
import java.util.List;

/**
 * Says how to start another JVM from the jar or class path of this one.
 *
 * @param java the executable
 * @param classPath the class path of this JVM
 * @param mainClass the class to run where the class path is not one jar
 */
record JavaCommand(String java, String classPath, String mainClass) {

	private static final List<String> SMALL = List.of("-Xmx192m", "-Xss512k", "-XX:+UseSerialGC",
			"-XX:TieredStopAtLevel=1", "-Xshare:auto");

	static JavaCommand ofThisJvm() {
		String java = ProcessHandle.current()
			.info()
			.command()
			.orElseGet(() -> System.getProperty("java.home") + File.separator + "bin" + File.separator + "java");
		return new JavaCommand(java, System.getProperty("java.class.path"),
				"io.github.spotaware.sample.SampleApplication");
	}

	List<String> with(List<String> arguments) {
		List<String> command = new ArrayList<>();
		command.add(this.java);
		command.addAll(SMALL);
		if (isJar()) {
			command.addAll(List.of("-jar", this.classPath));
		}
		else {
			command.addAll(List.of("-cp", this.classPath, this.mainClass));
		}
		command.addAll(arguments);
		return command;
	}

	private boolean isJar() {
		return this.classPath.endsWith(".jar") && !this.classPath.contains(File.pathSeparator);
	}

}
