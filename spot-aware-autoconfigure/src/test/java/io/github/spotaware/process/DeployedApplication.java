package io.github.spotaware.process;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Set;

import org.apache.catalina.Context;
import org.apache.catalina.startup.Tomcat;

import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.servlet.support.SpringBootServletInitializer;
import org.springframework.web.SpringServletContainerInitializer;

/**
 * A Tomcat that somebody else started, with the application deployed. Undeploys it when
 * something is written to it.
 */
public class DeployedApplication extends SpringBootServletInitializer {

	/**
	 * Starts Tomcat.
	 * @param arguments the application's properties
	 * @throws Exception if it cannot
	 */
	public static void main(String[] arguments) throws Exception {
		for (String argument : arguments) {
			String[] property = argument.substring("--".length()).split("=", 2);
			System.setProperty(property[0], property[1]);
		}
		Tomcat tomcat = new Tomcat();
		tomcat.setBaseDir(directory());
		tomcat.setPort(0);
		Context context = tomcat.addContext("", directory());
		context.addServletContainerInitializer(new SpringServletContainerInitializer(),
				Set.of(DeployedApplication.class));
		tomcat.start();
		System.out.printf("PORT.%s=%d%n", ExampleServer.MAIN, tomcat.getConnector().getLocalPort());
		System.in.read();
		tomcat.getHost().removeChild(context);
		System.out.println("UNDEPLOYED");
		tomcat.getServer().await();
	}

	private static String directory() throws IOException {
		return Files.createTempDirectory("deployed").toString();
	}

	@Override
	protected SpringApplicationBuilder configure(SpringApplicationBuilder builder) {
		return builder.sources(ExampleApplication.class);
	}

}
