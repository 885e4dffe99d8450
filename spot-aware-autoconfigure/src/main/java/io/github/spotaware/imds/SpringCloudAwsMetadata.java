package io.github.spotaware.imds;

import java.lang.reflect.Method;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.Environment;
import org.springframework.util.StringUtils;

/**
 * Keeps Spring Cloud AWS from asking the metadata service at start-up where nothing says
 * that this is an EC2 instance. It offers the metadata as properties as soon as the SDK's
 * {@code imds} is there, which our starter brings, and off EC2 the question costs up to
 * seconds. An explicit {@code spring.cloud.aws.imds.enabled} always wins.
 * <p>
 * Its beans stay, but are made only when something asks for them: whoever injects one
 * gets it. As it is our being there that made them, this holds with
 * {@code spot-aware.enabled=false} and in tests too: without us nothing would be asked.
 * And as a build machine is not the machine that runs the application, it is decided by
 * the process that runs, never by AOT processing.
 */
final class SpringCloudAwsMetadata implements ApplicationContextInitializer<ConfigurableApplicationContext> {

	static final String ENABLED = "spring.cloud.aws.imds.enabled";

	private static final String CONFIGURATION = "io.awspring.cloud.autoconfigure.imds.ImdsAutoConfiguration";

	private static final List<String> BEANS = List.of("imdsPropertySource", "imdsUtils", "ec2MetadataClient");

	private static final String AOT_PROCESSING = "spring.aot.processing";

	private static final Log logger = LogFactory.getLog(SpringCloudAwsMetadata.class);

	private final Path root;

	SpringCloudAwsMetadata() {
		this(Path.of("/"));
	}

	SpringCloudAwsMetadata(Path root) {
		this.root = root;
	}

	@Override
	public void initialize(ConfigurableApplicationContext context) {
		Environment environment = context.getEnvironment();
		if (!environment.getProperty(AOT_PROCESSING, Boolean.class, false)) {
			context.addBeanFactoryPostProcessor((beanFactory) -> defer(beanFactory, environment));
		}
	}

	private void defer(ConfigurableListableBeanFactory beanFactory, Environment environment) {
		List<BeanDefinition> eager = new ArrayList<>();
		for (String name : BEANS) {
			if (beanFactory.containsBeanDefinition(name)) {
				BeanDefinition definition = beanFactory.getBeanDefinition(name);
				if (!definition.isLazyInit() && isTheirs(definition)) {
					eager.add(definition);
				}
			}
		}
		if (eager.isEmpty()) {
			return;
		}
		String enabled = environment.getProperty(ENABLED);
		boolean decided = StringUtils.hasText(enabled);
		if (decided ? Boolean.parseBoolean(enabled) : onAnInstance(environment)) {
			return;
		}
		eager.forEach((definition) -> definition.setLazyInit(true));
		if (!decided) {
			logger.info("Spring Cloud AWS does not ask the instance metadata service at start-up: nothing says that "
					+ "this is an EC2 instance. Set '%s' to 'true' to have it ask, or to 'false' to end this message"
						.formatted(ENABLED));
		}
	}

	private boolean onAnInstance(Environment environment) {
		Surroundings surroundings = new Surroundings(environment, this.root);
		return surroundings.endpointSetBy() != null || surroundings.machine() != null;
	}

	private static boolean isTheirs(BeanDefinition definition) {
		if (CONFIGURATION.equals(definition.getFactoryBeanName())) {
			return true;
		}
		// What AOT processing generates need not name the configuration's bean.
		Method factoryMethod = factoryMethod(definition);
		return factoryMethod != null && CONFIGURATION.equals(factoryMethod.getDeclaringClass().getName());
	}

	private static @Nullable Method factoryMethod(BeanDefinition definition) {
		return (definition instanceof RootBeanDefinition root) ? root.getResolvedFactoryMethod() : null;
	}

}
