package io.github.spotaware.test.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import io.github.spotaware.test.environment.SpotEnvironment;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceLock;

/**
 * Runs the application of a {@code @SpringBootTest} on a fake EC2, with Spot Aware
 * active. Test methods take a {@link SpotEnvironment} as a parameter; it is a bean too.
 * <pre>
 * &#64;SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
 * &#64;SpotAwareTest
 * class OrdersSurviveAnInterruptionTests {
 *
 *     &#64;Test
 *     void noOrderIsLost(SpotEnvironment ec2) {
 *         ec2.underLoad(Load.get("/orders")).interrupt().assertNothingLost().assertDrainedInTime();
 *     }
 *
 * }
 * </pre> The drain is given short times ({@link SpotEnvironment#defaults()}), which
 * properties of the test override. After each test method what was announced is taken
 * back. An application that has heard that its instance terminates is over for good: its
 * context is closed, as with {@code @DirtiesContext}, and the next test method gets a new
 * one. What drains one application drains all in the JVM, so that test classes with this
 * annotation never run side by side, and a cached context that was drained by the test of
 * another is replaced too.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Inherited
@ExtendWith(SpotEnvironmentParameterResolver.class)
@ResourceLock("io.github.spotaware.jvm")
public @interface SpotAwareTest {

	/**
	 * How long before its time an interruption is announced, such as {@code 6s}. Half of
	 * it must be silent before the application is drained.
	 * @return the time
	 */
	String notice() default "6s";

	/**
	 * How many nodes the load balancer has. On macOS it is always one, unless
	 * {@code 127.0.0.11} and those that follow are addresses of the machine.
	 * @return the count
	 */
	int nodes() default 3;

	/**
	 * How long the last node of the load balancer goes on routing to an application that
	 * left, such as {@code 1s}.
	 * @return the time
	 */
	String lag() default "1s";

	/**
	 * The path by which the load balancer checks the application: the same as in the real
	 * target group.
	 * @return the path
	 */
	String healthCheck() default "/actuator/health/readiness";

}
