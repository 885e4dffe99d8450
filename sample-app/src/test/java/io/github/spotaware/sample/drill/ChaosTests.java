package io.github.spotaware.sample.drill;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import io.github.spotaware.sample.drill.Moment.Kind;
import io.github.spotaware.sample.process.ShopProcesses;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Chaos}. The long form is a command:
 * {@code --drill --chaos 20 --seed 7}.
 */
class ChaosTests {

	private static final long SEED = 7;

	private final ByteArrayOutputStream out = new ByteArrayOutputStream();

	private final Drill drill = new Drill(new PrintStream(this.out, true, StandardCharsets.UTF_8));

	@Test
	void sameSeedDrawsTheSame() {
		assertThat(ChaosDraw.of(SEED, 3, false)).isEqualTo(ChaosDraw.of(SEED, 3, false))
			.isNotEqualTo(ChaosDraw.of(SEED, 4, false))
			.isNotEqualTo(ChaosDraw.of(SEED + 1, 3, false));
	}

	@Test
	void everyDrawIsACommandAndAllServersMeetAllPlatforms() {
		List<ChaosDraw> draws = IntStream.rangeClosed(1, 200)
			.mapToObj((number) -> ChaosDraw.of(SEED, number, false))
			.toList();
		Set<String> met = draws.stream().map((draw) -> draw.server() + draw.platform()).collect(Collectors.toSet());
		assertThat(met).hasSize(12);
		assertThat(draws).allMatch((draw) -> draw.mode().aware());
		for (Fault fault : Fault.values()) {
			assertThat(draws).anyMatch((draw) -> draw.arguments().contains(fault.id()));
		}
	}

	/**
	 * A drill adds the number of the run to its seed, and the first one is number 1.
	 */
	@Test
	void commandHasTheLoadOfItsDraw() {
		ChaosDraw draw = ChaosDraw.of(SEED, 3, false);
		DrillOptions again = DrillOptions.parse(draw.arguments(), 0);
		assertThat(draw.options().seed() + draw.number()).isEqualTo(again.seed() + 1);
		assertThat(draw.options().arrivals()).isEqualTo(again.arrivals());
	}

	@Test
	void failuresWhenAllIsWellAreNone() {
		ChaosDraw draw = new ChaosDraw(1, "ec2", "", List.of(), 75);
		assertThat(draw.failures(result(100, 0, 0, 75))).isEmpty();
		assertThat(draw.failures(result(90, 10, 6, 75))).isEmpty();
	}

	@Test
	void failuresNameWhatIsWrong() {
		ChaosDraw draw = new ChaosDraw(1, "ec2", "", List.of(), 75);
		assertThat(draw.failures(result(98, 2, 0, 143)))
			.containsExactly("lost 2 where at least about 0 have to be: {refused=2}", "no exit with code 75");
	}

	@Test
	void failuresWhenTheSecondInstanceDidNotEndWellNameIt() {
		ChaosDraw draw = new ChaosDraw(1, "ec2", "", List.of(), 75);
		RunResult good = result(100, 0, 0, 75);
		List<Course> courses = List.of(good.courses().get(0), result(100, 0, 0, 137).courses().get(0));
		assertThat(draw.failures(new RunResult(Mode.SPOT_AWARE, good.load(), courses, 0, 0, null)))
			.containsExactly("no exit with code 75");
	}

	@Test
	void runWhenOneCannotRunIsNotTakenForALoss() {
		PrintStream print = new PrintStream(this.out, true, StandardCharsets.UTF_8);
		assertThat(new Chaos(SEED, 2).run(print, (draw) -> {
			throw new IllegalStateException("no port is free");
		})).isEqualTo(ExitCode.COULD_NOT_RUN);
		assertThat(this.out.toString(StandardCharsets.UTF_8)).contains("2: could not run: no port is free", "FAILED");
		assertThat(new Chaos(SEED, 2).run(print, (draw) -> {
			if (draw.number() == 1) {
				throw new IllegalStateException("no port is free");
			}
			return result(98, 2, 0, 75);
		})).isEqualTo(ExitCode.LOST);
	}

	@Test
	void startWhenAnythingButASeedIsGivenSaysSo() {
		assertThat(this.drill.start(List.of("--chaos", "3", "--lag", "5"))).isEqualTo(ExitCode.BAD_OPTIONS);
		assertThat(this.out.toString(StandardCharsets.UTF_8)).contains("give nothing but --seed beside --chaos");
	}

	/**
	 * One after another: the processes of one are enough for a small machine.
	 */
	@ParameterizedTest
	@ValueSource(strings = { "ec2", "kubernetes" })
	void processesLoseNothing(String platform) {
		ChaosDraw draw = IntStream.rangeClosed(1, 50)
			.mapToObj((number) -> ChaosDraw.of(SEED, number, true))
			.filter((candidate) -> candidate.platform().equals(platform))
			.findFirst()
			.orElseThrow();
		assertThat(failures(draw)).as(draw.command()).isEmpty();
	}

	private static List<String> failures(ChaosDraw draw) {
		try (ShopProcesses processes = ShopProcesses.open()) {
			return draw.failures(Drill.execute(draw.options(), draw.mode(), draw.number(), processes));
		}
	}

	private static RunResult result(long complete, long lost, long leastLoss, int code) {
		Timeline timeline = new Timeline(() -> 0);
		timeline.begin("notice");
		timeline.mark(Kind.DRAINED, "Drained");
		timeline.mark(Kind.EXIT, "process exit, code " + code);
		Map<String, Long> kinds = (lost > 0) ? Map.of("refused", lost) : Map.of();
		LoadResult load = new LoadResult(complete + lost, complete, kinds, Duration.ZERO, Duration.ZERO);
		return new RunResult(Mode.SPOT_AWARE, load, timeline, Duration.ofSeconds(10), leastLoss);
	}

}
