package io.github.spotaware.background.work;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;

import io.github.spotaware.StepOutcome;
import io.github.spotaware.lifecycle.DrainReport;
import io.github.spotaware.lifecycle.OperatorControl;
import io.github.spotaware.lifecycle.SpotLifecycle;
import io.github.spotaware.test.environment.SpotEnvironment;
import io.github.spotaware.test.environment.SpotSettings;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;

/**
 * Starts applications that share a database, one of which is interrupted.
 */
abstract class AbstractJobTests {

	/**
	 * More than a drain needs, on a machine that is busy.
	 */
	static final Duration NOTICE = Duration.ofSeconds(12);

	private static final Duration LIMIT = Duration.ofSeconds(60);

	final Desk first = new Desk();

	final Desk second = new Desk();

	private final Deque<AutoCloseable> toClose = new ArrayDeque<>();

	private final String database = "jdbc:h2:mem:%s;DB_CLOSE_DELAY=-1;LOCK_TIMEOUT=30000".formatted(UUID.randomUUID());

	/**
	 * Return the application.
	 */
	abstract Class<?> application();

	@AfterEach
	void closeAll() throws Exception {
		this.first.open();
		this.second.open();
		while (!this.toClose.isEmpty()) {
			this.toClose.pop().close();
		}
	}

	final SpotEnvironment ec2() {
		SpotEnvironment ec2 = SpotEnvironment.ec2(SpotSettings.defaults().withNotice(NOTICE));
		this.toClose.push(ec2);
		return ec2;
	}

	/**
	 * Start the application that is interrupted.
	 */
	final ConfigurableApplicationContext interruptible(SpotEnvironment ec2, String... properties) {
		List<String> own = arguments(properties);
		own.add("--server.port=0");
		return start(this.first, WebApplicationType.SERVLET, ec2.arguments(own.toArray(String[]::new)));
	}

	/**
	 * Start an application without Spot Aware.
	 */
	final ConfigurableApplicationContext plain(Desk desk, String... properties) {
		List<String> own = arguments(properties);
		own.add("--spot-aware.enabled=false");
		return start(desk, WebApplicationType.NONE, own.toArray(String[]::new));
	}

	private List<String> arguments(String... properties) {
		List<String> arguments = new ArrayList<>();
		arguments.add("--spring.datasource.url=" + this.database);
		for (String property : properties) {
			arguments.add("--" + property);
		}
		return arguments;
	}

	private ConfigurableApplicationContext start(Desk desk, WebApplicationType type, String... arguments) {
		ConfigurableApplicationContext context = new SpringApplicationBuilder(application()).web(type)
			.initializers((created) -> ((GenericApplicationContext) created).registerBean(Desk.class, () -> desk))
			.run(arguments);
		this.toClose.push(context);
		return context;
	}

	/**
	 * Let an operator drain the application.
	 */
	static OperatorControl drain(ApplicationContext application, Duration time) {
		OperatorControl operator = application.getBean(OperatorControl.class);
		await(() -> operator.drain(time) == null);
		return operator;
	}

	static void awaitEnd(ApplicationContext application) {
		await(() -> {
			DrainReport report = application.getBean(SpotLifecycle.class).drain();
			return report != null && report.end() != null;
		});
	}

	/**
	 * Wait until a step of the drain is busy.
	 */
	static void awaitBusy(ApplicationContext application, String step) {
		await(() -> {
			DrainReport.Step found = step(application, step);
			return found != null && found.outcome() == null;
		});
	}

	static StepOutcome awaitOutcome(ApplicationContext application, String step) {
		List<StepOutcome> outcomes = new ArrayList<>();
		await(() -> {
			DrainReport.Step found = step(application, step);
			if (found != null && found.outcome() != null) {
				outcomes.add(found.outcome());
			}
			return !outcomes.isEmpty();
		});
		return outcomes.get(0);
	}

	private static DrainReport.@Nullable Step step(ApplicationContext application, String name) {
		DrainReport report = application.getBean(SpotLifecycle.class).drain();
		if (report == null) {
			return null;
		}
		return report.steps().stream().filter((step) -> step.name().equals(name)).findFirst().orElse(null);
	}

	final List<String> done() {
		List<String> done = new ArrayList<>(this.first.done());
		done.addAll(this.second.done());
		return done;
	}

	final void tell(String what, Collection<String> given) {
		List<String> done = done();
		System.out.printf("%s, %s: %d given, %d lost, %d twice%n", getClass().getSimpleName(), what, given.size(),
				given.stream().filter((work) -> !done.contains(work)).count(),
				done.size() - done.stream().distinct().count());
	}

	static void await(Callable<Boolean> condition) {
		Awaitility.await().atMost(LIMIT).pollInterval(Duration.ofMillis(10)).until(condition);
	}

}
