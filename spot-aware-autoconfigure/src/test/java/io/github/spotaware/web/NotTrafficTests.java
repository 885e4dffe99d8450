package io.github.spotaware.web;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.mock.env.MockEnvironment;

import static org.assertj.core.api.Assertions.assertThat;

class NotTrafficTests {

	private final MockEnvironment environment = new MockEnvironment();

	@ParameterizedTest
	@CsvSource({ "/actuator,true", "/actuator/health,true", "/actuator/health;a=b,true", "/actuator;a=b,true",
			"/actuators,false", "/,false", "/shop/actuator,false", "//actuator,false", "/livez,false",
			"/readyz,false" })
	void matchesWhenNothingIsConfiguredKnowsTheEndpoints(String path, boolean expected) {
		assertThat(of("/").matches(path)).isEqualTo(expected);
	}

	@ParameterizedTest
	@CsvSource({ "ELB-HealthChecker/2.0,true", "kube-probe/1.31,true", "elb,false", "Mozilla/5.0 kube-probe/1,false",
			",false" })
	void isHealthCheckerWhenUserAgentIsThatOfOneIsTrue(String userAgent, boolean expected) {
		assertThat(NotTraffic.isHealthChecker(userAgent)).isEqualTo(expected);
	}

	@Test
	void matchesWhenServletServesGrpcKnowsItsHealthAndReflection() {
		assertThat(of("/mvc").matches("/grpc.health.v1.Health/Check")).isTrue();
		assertThat(of("/mvc").matches("/grpc.reflection.v1.ServerReflection/ServerReflectionInfo")).isTrue();
		assertThat(of("/mvc").matches("/shop.Stock/Take")).isFalse();
	}

	@ParameterizedTest
	@ValueSource(strings = { "/", "" })
	void matchesWhenBasePathIsTheRootKnowsNoEndpoint(String basePath) {
		this.environment.setProperty("management.endpoints.web.base-path", basePath);
		assertThat(of("/").matches("/health")).isFalse();
		assertThat(of("/").matches("/actuator")).isFalse();
		assertThat(of("/").matches("/")).isFalse();
	}

	@Test
	void matchesWhenBasePathIsSetKnowsItOnly() {
		this.environment.setProperty("management.endpoints.web.base-path", "/manage/");
		assertThat(of("/").matches("/manage/health")).isTrue();
		assertThat(of("/").matches("/actuator/health")).isFalse();
	}

	@ParameterizedTest
	@CsvSource({ "9090,,false", "8080,,true", "9090,9090,true", "9090,80,false", "0,0,false", "-1,,false" })
	void matchesWhenManagementHasAPortDependsOnWhetherItIsTheMainOne(String port, String mainPort, boolean expected) {
		this.environment.setProperty("management.server.port", port);
		if (mainPort != null) {
			this.environment.setProperty("server.port", mainPort);
		}
		assertThat(of("/").matches("/actuator/health")).isEqualTo(expected);
	}

	@Test
	void matchesWhenProbesHaveAdditionalPathsKnowsThemWhateverThePort() {
		this.environment.setProperty("management.endpoint.health.probes.add-additional-paths", "true");
		this.environment.setProperty("management.server.port", "9090");
		assertThat(of("/").matches("/livez")).isTrue();
		assertThat(of("/").matches("/readyz")).isTrue();
		assertThat(of("/").matches("/readyzz")).isFalse();
	}

	@Test
	void matchesWhenPathIsIgnoredKnowsAllUnderIt() {
		NotTraffic notTraffic = NotTraffic.of(this.environment, "/", List.of("/internal"));
		assertThat(notTraffic.matches("/internal")).isTrue();
		assertThat(notTraffic.matches("/internal/a/b")).isTrue();
		assertThat(notTraffic.matches("/internally")).isFalse();
	}

	@Test
	void matchesWhenThereIsAContextPathAndAServletPathKnowsWhatLiesBelow() {
		NotTraffic notTraffic = NotTraffic.of(this.environment, "/mvc/", List.of("/internal")).under("/shop");
		assertThat(notTraffic.matches("/shop/mvc/actuator/health")).isTrue();
		assertThat(notTraffic.matches("/shop/internal")).isTrue();
		assertThat(notTraffic.matches("/mvc/actuator/health")).isFalse();
		assertThat(notTraffic.matches("/internal")).isFalse();
	}

	private NotTraffic of(String endpointsPath) {
		return NotTraffic.of(this.environment, endpointsPath, List.of());
	}

}
