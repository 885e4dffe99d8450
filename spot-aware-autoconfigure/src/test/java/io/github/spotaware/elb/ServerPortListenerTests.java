package io.github.spotaware.elb;

import org.junit.jupiter.api.Test;

import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.servlet.context.AnnotationConfigServletWebServerApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ServerPortListener}.
 */
class ServerPortListenerTests {

	private final ServerPort port = new ServerPort();

	@Test
	void portIsThatOfTheApplicationNotOfManagement() {
		try (AnnotationConfigServletWebServerApplicationContext application = context();
				AnnotationConfigServletWebServerApplicationContext management = context()) {
			application.addApplicationListener(new ServerPortListener(this.port));
			application.refresh();
			management.setParent(application);
			management.setServerNamespace("management");
			management.refresh();
			assertThat(management.getWebServer()).isNotNull();
			assertThat(application.getWebServer()).isNotNull()
				.satisfies((server) -> assertThat(this.port.get()).isEqualTo(server.getPort()));
		}
	}

	@Test
	void portWhenNothingListensIsNotKnown() {
		this.port.set(-1);
		assertThat(this.port.get()).isNull();
	}

	private static AnnotationConfigServletWebServerApplicationContext context() {
		AnnotationConfigServletWebServerApplicationContext context = new AnnotationConfigServletWebServerApplicationContext();
		context.registerBean(TomcatServletWebServerFactory.class, () -> new TomcatServletWebServerFactory(0));
		return context;
	}

}
