package io.github.spotaware.springtest;

import java.util.ArrayList;
import java.util.List;

import io.github.spotaware.Drain;
import io.github.spotaware.DrainPhase;
import io.github.spotaware.DrainStep;
import io.github.spotaware.StepOutcome;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/**
 * An application that takes orders, and a step of its own in the drain.
 */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
@RestController
class Orders {

	private final List<String> taken = new ArrayList<>();

	private final List<String> steps = new ArrayList<>();

	@GetMapping("/orders/{order}")
	String show(@PathVariable String order) {
		return "order " + order;
	}

	@PostMapping("/orders")
	@ResponseStatus(HttpStatus.CREATED)
	void take(@RequestBody String order) {
		synchronized (this.taken) {
			this.taken.add(order);
		}
	}

	List<String> taken() {
		synchronized (this.taken) {
			return List.copyOf(this.taken);
		}
	}

	List<String> steps() {
		synchronized (this.steps) {
			return List.copyOf(this.steps);
		}
	}

	private void did(String what) {
		synchronized (this.steps) {
			this.steps.add(what);
		}
	}

	@Bean
	DrainStep closeTheTills() {
		return new DrainStep() {

			@Override
			public String name() {
				return "close-the-tills";
			}

			@Override
			public DrainPhase phase() {
				return DrainPhase.LEAVE;
			}

			@Override
			public StepOutcome drain(Drain drain) {
				did("drain");
				return StepOutcome.done("tills are closed");
			}

			@Override
			public void undo() {
				did("undo");
			}

		};
	}

}
