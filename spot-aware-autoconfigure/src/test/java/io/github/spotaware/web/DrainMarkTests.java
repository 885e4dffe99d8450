package io.github.spotaware.web;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import io.github.spotaware.Deadline;
import io.github.spotaware.NoticeCause;
import io.github.spotaware.SpotState;
import io.github.spotaware.SpotStateChanged;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;

import org.springframework.mock.env.MockEnvironment;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link DrainMark} in the servlet filter.
 */
class DrainMarkTests {

	private static final Deadline DEADLINE = new Deadline(0, Instant.EPOCH, "test");

	static final SpotState DRAINING = new SpotState.Draining(NoticeCause.OPERATOR, DEADLINE);

	private static final SpotState DRAINED = new SpotState.Drained(NoticeCause.OPERATOR, DEADLINE);

	private static final SpotState RUNNING = new SpotState.Running();

	private final WebTraffic traffic = new WebTraffic(new FakeTicker(), Duration.ofSeconds(10));

	private final DrainMark mark = new DrainMark();

	private final ServletTrafficFilter filter = new ServletTrafficFilter(this.traffic,
			new CloseConnectionsStep(this.traffic, new Http2Connections(), new KeptConnections(), true), this.mark,
			NotTraffic.of(new MockEnvironment(), "/", List.of()));

	private final List<@Nullable String> seen = new ArrayList<>();

	@AfterEach
	void clear() {
		MDC.clear();
	}

	@Test
	void requestsAreMarkedFromTheBeginningOfADrainUntilItIsTakenBack() throws Exception {
		ask("/orders");
		to(new SpotState.AtRisk("rebalance"));
		ask("/orders");
		to(DRAINING);
		ask("/orders");
		to(DRAINED);
		ask("/orders");
		to(RUNNING);
		ask("/orders");
		assertThat(this.seen).containsExactly(null, null, "draining", "drained", null);
		assertThat(MDC.get("spot.state")).isNull();
	}

	@Test
	void probesAreNotMarked() throws Exception {
		to(DRAINING);
		ask("/actuator/health/readiness");
		assertThat(this.seen).hasSize(1).containsOnlyNulls();
	}

	@Test
	void markIsGoneAfterAHandlerThatFails() {
		to(DRAINING);
		assertThatExceptionOfType(ServletException.class).isThrownBy(() -> ask("/orders", (request, response) -> {
			this.seen.add(MDC.get("spot.state"));
			throw new ServletException("as asked for");
		}));
		assertThat(this.seen).containsExactly("draining");
		assertThat(MDC.get("spot.state")).isNull();
	}

	@Test
	void otherKeysOfTheThreadStay() throws Exception {
		MDC.put("user", "somebody");
		to(DRAINING);
		ask("/orders");
		assertThat(MDC.getCopyOfContextMap()).containsOnlyKeys("user");
	}

	private void to(SpotState state) {
		this.mark.changed(new SpotStateChanged(RUNNING, state));
	}

	private void ask(String path) throws Exception {
		ask(path, (request, response) -> this.seen.add(MDC.get("spot.state")));
	}

	private void ask(String path, FilterChain chain) throws Exception {
		this.filter.doFilter(new MockHttpServletRequest("GET", path), new MockHttpServletResponse(), chain);
	}

}
