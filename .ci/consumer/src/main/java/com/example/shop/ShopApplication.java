package com.example.shop;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * An application as a user writes it.
 */
@SpringBootApplication
@RestController
public class ShopApplication {

	/**
	 * Starts the application.
	 * @param arguments the command line
	 */
	public static void main(String[] arguments) {
		SpringApplication.run(ShopApplication.class, arguments);
	}

	@GetMapping("/orders")
	String orders() {
		return "none yet";
	}

}
