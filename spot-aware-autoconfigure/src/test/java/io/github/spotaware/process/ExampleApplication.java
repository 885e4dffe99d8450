package io.github.spotaware.process;

import java.util.concurrent.TimeUnit;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.web.server.context.WebServerInitializedEvent;
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

	@GetMapping("/work")
	String work(@RequestParam(defaultValue = "0") long millis) throws InterruptedException {
		TimeUnit.MILLISECONDS.sleep(millis);
		return "done";
	}

}
