package io.github.spotaware.grpc;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class IgnoredCallsTests {

	private final IgnoredCalls ignored = new IgnoredCalls(List.of("/shop.Stock", "/shop.Orders/Refresh", "/admin/**"));

	@ParameterizedTest
	@ValueSource(strings = { "grpc.health.v1.Health/Check", "grpc.health.v1.Health/Watch",
			"grpc.reflection.v1.ServerReflection/ServerReflectionInfo", "grpc.channelz.v1.Channelz/GetServers",
			"shop.Stock/Take", "shop.Orders/Refresh", "admin/Reload" })
	void matchWhenNoTraffic(String method) {
		assertThat(this.ignored.match(method, null)).isTrue();
	}

	@ParameterizedTest
	@ValueSource(
			strings = { "shop.Stocks/Take", "shop.Orders/RefreshAll", "shop.Orders/Place", "grpc.healthy.Food/Eat" })
	void matchWhenTraffic(String method) {
		assertThat(this.ignored.match(method, "grpc-java-netty/1.80.0")).isFalse();
	}

	@Test
	void matchWhenProbe() {
		assertThat(this.ignored.match("shop.Orders/Place", "kube-probe/1.33 grpc-go/1.72")).isTrue();
		assertThat(this.ignored.match("shop.Orders/Place", "ELB-HealthChecker/2.0")).isTrue();
	}

}
