package io.github.spotaware.contract;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Runs tests against a server that others wrote, in a container. Without a Docker engine
 * they are skipped, or fail with {@code -Dspot-aware.foreign=required}.
 */
@Documented
@ExtendWith(ForeignServerExtension.class)
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface AgainstForeignServer {

	/**
	 * The server, as it is to be counted.
	 */
	String value();

}
