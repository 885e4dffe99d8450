package io.github.spotaware.diagnostics;

import java.io.PrintStream;
import java.util.Locale;
import java.util.function.IntConsumer;

import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.Ordered;

/**
 * With {@code spot-aware.doctor=exit}, examines in place of starting: prints what would
 * make a drain fail and ends the process. The configuration has been read by then; no
 * bean of the application exists, and none ever will.
 */
final class DoctorInitializer implements ApplicationContextInitializer<ConfigurableApplicationContext>, Ordered {

	static final String PROPERTY = "spot-aware.doctor";

	private final PrintStream output;

	private final IntConsumer exit;

	DoctorInitializer() {
		this(System.out, System::exit);
	}

	DoctorInitializer(PrintStream output, IntConsumer exit) {
		this.output = output;
		this.exit = exit;
	}

	/**
	 * Come last: others may still add to the environment.
	 */
	@Override
	public int getOrder() {
		return LOWEST_PRECEDENCE;
	}

	@Override
	public void initialize(ConfigurableApplicationContext context) {
		String mode = context.getEnvironment().getProperty(PROPERTY, "").trim().toLowerCase(Locale.ROOT);
		if (!mode.isEmpty()) {
			Binder binder = Binder.get(context.getEnvironment());
			if (binder.bind(PROPERTY, DoctorMode.class).orElse(DoctorMode.LOG) == DoctorMode.EXIT) {
				Examination examination = Examination.of(context);
				this.output.println(examination.text());
				this.output.flush();
				this.exit.accept(examination.exitCode());
			}
		}
	}

}
