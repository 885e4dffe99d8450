package io.github.spotaware.process;

import java.util.concurrent.TimeUnit;

import io.github.spotaware.SpotState;
import io.github.spotaware.SpotStateChanged;

import org.springframework.boot.ExitCodeGenerator;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
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
@SpringBootApplication
@RestController
public class ExampleApplication {

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

	@EventListener
	void started(WebServerInitializedEvent event) {
		System.out.println("PORT=" + event.getWebServer().getPort());
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
				default -> {
				}
			}
		}
	}

	@Bean
	ExitCodeGenerator exampleExitCode() {
		return () -> 1;
	}

	@GetMapping("/exit")
	String exit() {
		Thread thread = new Thread(() -> System.exit(SpringApplication.exit(this.context)), "example-exit");
		thread.setDaemon(false);
		thread.start();
		return "exiting";
	}

	@GetMapping("/work")
	String work(@RequestParam(defaultValue = "0") long millis) throws InterruptedException {
		TimeUnit.MILLISECONDS.sleep(millis);
		return "done";
	}

}
