package io.github.spotaware.lifecycle;

import java.util.Map;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ObstacleTests {

	private static final String ADAPTER = "org.springframework.beans.factory.support.DisposableBeanAdapter";

	private static final String POST_PROCESSOR = "org.springframework.beans.factory.annotation.InitDestroyAnnotationBeanPostProcessor";

	private static final String PROCESSOR = "org.springframework.context.support.DefaultLifecycleProcessor";

	private final Map<String, Class<?>> beans = Map.of("pool", SpecialPool.class, "helper", Helper.class);

	@Test
	void beanWhenItIsDestroyedIsFoundByTheTypeThatHasTheMethod() {
		assertThat(find("java.lang.Object", Pool.class.getName(), "java.lang.reflect.Method", POST_PROCESSOR, ADAPTER,
				"com.example.Main")
			.beans()).containsExactly("pool");
	}

	@Test
	void beanWhenItWaitsForAnotherIsTheOneThatIsDestroyed() {
		assertThat(find(Helper.class.getName(), Pool.class.getName(), ADAPTER).beans()).containsExactly("pool");
	}

	@Test
	void beanWhenItStopsIsFound() {
		assertThat(find(Helper.class.getName(), PROCESSOR, PROCESSOR).beans()).containsExactly("helper");
	}

	@Test
	void beansWhenTheyAreOfOneTypeAreAllNamed() {
		Obstacle obstacle = Obstacle.find(stack(Helper.class.getName(), ADAPTER),
				Map.of("one", Helper.class, "other", Helper.class));
		assertThat(obstacle.beans()).containsExactlyInAnyOrder("one", "other");
		assertThat(obstacle.describe()).startsWith("Bean '").contains("' or '").contains(Helper.class.getName());
	}

	@Test
	void methodWhenTheBeanIsNotKnownIsShown() {
		Obstacle obstacle = find("java.lang.Object", "com.example.Inner", "com.example.Outer", POST_PROCESSOR, ADAPTER);
		assertThat(obstacle.beans()).isEmpty();
		assertThat(obstacle.describe()).startsWith("Something (com.example.Outer");
	}

	@Test
	void methodWhenNoBeanWasCalledIsTheInnermost() {
		assertThat(find("com.example.Inner", "com.example.Outer").describe())
			.startsWith("Something (com.example.Inner");
	}

	private Obstacle find(String... innermostFirst) {
		return Obstacle.find(stack(innermostFirst), this.beans);
	}

	private static StackTraceElement[] stack(String... innermostFirst) {
		return Stream.of(innermostFirst)
			.map((name) -> new StackTraceElement(name, "close", "Source.java", 1))
			.toArray(StackTraceElement[]::new);
	}

	/**
	 * A type with a method.
	 */
	private static class Pool {

	}

	/**
	 * A type that inherits it.
	 */
	private static final class SpecialPool extends Pool {

	}

	/**
	 * Another type.
	 */
	private static final class Helper {

	}

}
