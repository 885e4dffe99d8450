package io.github.spotaware.sample;

import java.io.IOException;
import java.util.List;

import io.github.spotaware.sample.drill.Drill;
import io.github.spotaware.sample.fleet.Fleet;
import io.github.spotaware.sample.process.IgnoredTermination;
import io.github.spotaware.sample.process.ParentWatch;
import io.github.spotaware.sample.shop.ShopApplication;

import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingInitializationContext;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.core.env.StandardEnvironment;

/**
 * Starts what the arguments ask for.
 */
public final class SampleApplication {

	private SampleApplication() {
	}

	/**
	 * Start an instance, the drill, or a fleet.
	 * @param args {@code --instance}, {@code --drill}, or none
	 * @throws IOException if the fleet cannot be started
	 */
	public static void main(String[] args) throws IOException {
		List<String> arguments = List.of(args);
		if (arguments.contains("--instance")) {
			if (arguments.contains(ParentWatch.ARGUMENT)) {
				ParentWatch.start();
			}
			if (arguments.contains(IgnoredTermination.ARGUMENT)) {
				IgnoredTermination.begin();
			}
			ShopApplication.run(args);
		}
		else if (arguments.contains("--drill")) {
			quietLogging();
			System.exit(Drill.run(arguments.stream().filter((argument) -> !argument.equals("--drill")).toList()));
		}
		else if (arguments.isEmpty()) {
			quietLogging();
			Fleet.run();
		}
		else {
			System.out.println("Usage: java -jar sample-app.jar [--drill [options] | --instance [properties]]");
			System.exit(3);
		}
	}

	/**
	 * Outside Spring, Logback logs everything to the console, and connections that are
	 * reset are what this is about.
	 */
	private static void quietLogging() {
		LoggingSystem logging = LoggingSystem.get(SampleApplication.class.getClassLoader());
		logging.beforeInitialize();
		logging.initialize(new LoggingInitializationContext(new StandardEnvironment()), null, null);
		logging.setLogLevel(LoggingSystem.ROOT_LOGGER_NAME, LogLevel.WARN);
		logging.setLogLevel("io.vertx", LogLevel.OFF);
	}

}
