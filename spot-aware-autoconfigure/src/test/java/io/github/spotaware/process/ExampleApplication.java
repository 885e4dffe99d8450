package io.github.spotaware.process;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

import io.github.spotaware.SpotState;
import io.github.spotaware.SpotStateChanged;
import io.github.spotaware.lifecycle.SpotPrepared;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.ExitCodeGenerator;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.boot.web.server.context.WebServerInitializedEvent;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.event.EventListener;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * The application that process tests start.
 */
@SpringBootConfiguration
@EnableAutoConfiguration
@RestController
public class ExampleApplication {

	private static final Log logger = LogFactory.getLog(ExampleApplication.class);

	private static final long HOLD_SECONDS = 90;

	private final CountDownLatch released = new CountDownLatch(1);

	private final ConfigurableApplicationContext context;

	ExampleApplication(ConfigurableApplicationContext context) {
		this.context = context;
	}

	/**
	 * Starts the application.
	 * @param arguments the command line
	 */
	public static void main(String[] arguments) {
		SpringApplication.run(ExampleApplication.class, arguments);
	}

	/**
	 * Says where a server is: {@code PORT.main}, {@code PORT.management}, or the name
	 * that the application was given.
	 */
	@EventListener
	void started(WebServerInitializedEvent event) {
		boolean management = WebServerApplicationContext.hasServerNamespace(event.getApplicationContext(),
				"management");
		String name = this.context.getEnvironment().getProperty("example.name", ExampleServer.MAIN);
		System.out.printf("PORT.%s=%d%n", management ? "management" : name, event.getWebServer().getPort());
	}

	/**
	 * Says that everything was looked at.
	 */
	@EventListener
	void prepared(SpotPrepared event) {
		System.out.println("PREPARED");
	}

	/**
	 * An application may end itself when it hears that it has to leave.
	 */
	@EventListener
	void changed(SpotStateChanged event) {
		if (event.current() instanceof SpotState.Draining) {
			switch (this.context.getEnvironment().getProperty("example.when-draining", "")) {
				case "close" -> this.context.close();
				case "exit" -> System.exit(3);
				case "close-and-exit" -> System.exit(SpringApplication.exit(this.context, () -> 4));
				default -> {
				}
			}
		}
	}

	@Bean
	ExitCodeGenerator exampleExitCode() {
		return () -> 1;
	}

	/**
	 * Never lets the application become ready.
	 */
	@Bean
	@ConditionalOnProperty("example.never-ready")
	ApplicationRunner exampleRunner() {
		return (arguments) -> TimeUnit.DAYS.sleep(1);
	}

	@GetMapping("/exit")
	String exit() {
		Thread thread = new Thread(() -> System.exit(SpringApplication.exit(this.context)), "example-exit");
		thread.setDaemon(false);
		thread.start();
		return "exiting";
	}

	/**
	 * Names our threads, in order.
	 */
	@GetMapping("/threads")
	String threads() {
		return Thread.getAllStackTraces()
			.keySet()
			.stream()
			.map(Thread::getName)
			.filter((name) -> name.startsWith("spot-aware-"))
			.sorted()
			.collect(Collectors.joining(" "));
	}

	@GetMapping("/work")
	String work(@RequestParam(defaultValue = "0") long millis) throws InterruptedException {
		TimeUnit.MILLISECONDS.sleep(millis);
		return "done";
	}

	/**
	 * Answers when it is told to.
	 */
	@GetMapping("/held")
	String held() throws InterruptedException {
		return this.released.await(HOLD_SECONDS, TimeUnit.SECONDS) ? "done" : "given up";
	}

	/**
	 * Has the requests answered that are held.
	 */
	@GetMapping("/release")
	String release() {
		this.released.countDown();
		return "released";
	}

	/**
	 * Logs a line.
	 */
	@GetMapping("/log")
	String log() {
		logger.info("Asked to log a line");
		return "logged";
	}

	/**
	 * Tells what kind of thread serves a request.
	 */
	@GetMapping("/thread")
	String thread() {
		return Thread.currentThread().toString();
	}

}
