package io.github.spotaware.background.work;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.github.spotaware.StepOutcome;
import io.github.spotaware.StepOutcome.Result;
import io.github.spotaware.lifecycle.OperatorControl;
import io.github.spotaware.test.environment.SpotEnvironment;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import org.springframework.batch.core.BatchStatus;
import org.springframework.batch.core.job.Job;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.job.builder.JobBuilder;
import org.springframework.batch.core.job.parameters.JobParameters;
import org.springframework.batch.core.launch.JobOperator;
import org.springframework.batch.core.launch.JobRestartException;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.builder.StepBuilder;
import org.springframework.batch.infrastructure.item.support.AbstractItemCountingItemStreamItemReader;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests that a job of Spring Batch stops at its next chunk when it is interrupted, and
 * that another application goes on with it.
 */
class BatchTests extends AbstractJobTests {

	private static final int ITEMS = 60;

	private static final int CHUNK = 5;

	@Override
	Class<?> application() {
		return Application.class;
	}

	@Test
	void jobStopsAtTheNextChunkAndAnotherApplicationGoesOnWithIt() throws Exception {
		SpotEnvironment ec2 = ec2();
		ConfigurableApplicationContext application = interruptible(ec2, repository("always"));
		CompletableFuture<JobExecution> job = startedAndHeld(application);
		ec2.announce();
		assertThat(awaitOutcome(application, "pause-batch-jobs")).isEqualTo(StepOutcome.done("paused invoices"));
		awaitBusy(application, "finish-work");
		this.first.open();
		ec2.awaitDrained();
		assertThat(awaitOutcome(application, "finish-work")).isEqualTo(StepOutcome.done("nothing is in hand"));
		JobExecution stopped = job.get(1, TimeUnit.MINUTES);
		assertThat(stopped.getStatus()).isEqualTo(BatchStatus.STOPPED);
		application.close();

		ConfigurableApplicationContext other = plain(this.second, repository("never"));
		assertThat(written(other)).hasSize(CHUNK);
		JobExecution restarted = other.getBean(JobOperator.class).restart(last(other));
		assertThat(restarted.getStatus()).isEqualTo(BatchStatus.COMPLETED);
		assertThat(written(other)).containsExactlyElementsOf(items());
		assertThat(this.second.done()).hasSize(ITEMS / CHUNK - 1);
		System.out.printf("BatchTests, interrupted: %d items, %d written before, %d after, none lost, none twice%n",
				ITEMS, CHUNK, ITEMS - CHUNK);
	}

	@Test
	void plainBootClosesInTheMiddleOfAChunkAndNobodyCanGoOnWithTheJob() throws Exception {
		ConfigurableApplicationContext application = plain(this.first, repository("always"));
		CompletableFuture<JobExecution> job = startedAndHeld(application);
		application.close();
		// The process would end here.
		ConfigurableApplicationContext other = plain(this.second, repository("never"));
		JobExecution left = last(other);
		assertThat(left.getStatus()).isEqualTo(BatchStatus.STARTED);
		assertThatExceptionOfType(JobRestartException.class)
			.isThrownBy(() -> other.getBean(JobOperator.class).restart(left));
		assertThat(written(other)).isEmpty();
		assertThat(job).isNotDone();
		System.out.printf("BatchTests, plain Boot: %d items, none written, and the job cannot be restarted%n", ITEMS);
	}

	@Test
	void jobIsRestartedWhenTheDrainIsTakenBack() throws Exception {
		ConfigurableApplicationContext application = interruptible(ec2(), repository("always"));
		CompletableFuture<JobExecution> job = startedAndHeld(application);
		OperatorControl operator = drain(application, NOTICE);
		awaitBusy(application, "finish-work");
		this.first.open();
		assertThat(job.get(1, TimeUnit.MINUTES).getStatus()).isEqualTo(BatchStatus.STOPPED);
		assertThat(operator.cancel()).isNull();
		await(() -> last(application).getStatus() == BatchStatus.COMPLETED);
		assertThat(written(application)).containsExactlyElementsOf(items());
		assertThat(this.first.done()).hasSize(ITEMS / CHUNK);
	}

	@Test
	void jobThatIsLaunchedWhileDrainingBeginsElsewhere() throws Exception {
		ConfigurableApplicationContext application = interruptible(ec2(), repository("always"));
		OperatorControl operator = drain(application, NOTICE);
		awaitOutcome(application, "pause-batch-jobs");
		assertThat(start(application).getStatus()).isEqualTo(BatchStatus.STOPPED);
		assertThat(this.first.begun()).isEmpty();
		assertThat(operator.cancel()).isNull();
		await(() -> last(application).getStatus() == BatchStatus.COMPLETED);
		assertThat(written(application)).containsExactlyElementsOf(items());
	}

	@Test
	void jobWhoseChunkHangsIsNamed() throws Exception {
		ConfigurableApplicationContext application = interruptible(ec2(), repository("always"));
		CompletableFuture<JobExecution> job = startedAndHeld(application);
		drain(application, Duration.ofSeconds(4));
		awaitEnd(application);
		assertThat(awaitOutcome(application, "finish-work"))
			.isEqualTo(new StepOutcome(Result.TIMED_OUT, "not finished: invoices"));
		this.first.open();
		assertThat(job.get(1, TimeUnit.MINUTES).getStatus()).isEqualTo(BatchStatus.STOPPED);
	}

	@Test
	void jobThatIsKeptGoesOn() throws Exception {
		ConfigurableApplicationContext application = interruptible(ec2(),
				repository("always", "spot-aware.background.keep=invoices"));
		drain(application, NOTICE);
		awaitOutcome(application, "pause-batch-jobs");
		assertThat(start(application).getStatus()).isEqualTo(BatchStatus.COMPLETED);
	}

	/**
	 * Start the job, and hold its first chunk after it was written, before that is
	 * committed.
	 */
	private CompletableFuture<JobExecution> startedAndHeld(ApplicationContext application) {
		this.first.close();
		CompletableFuture<JobExecution> job = CompletableFuture.supplyAsync(() -> start(application));
		await(() -> !this.first.begun().isEmpty());
		return job;
	}

	private static JobExecution start(ApplicationContext application) {
		try {
			return application.getBean(JobOperator.class).start(application.getBean(Job.class), new JobParameters());
		}
		catch (Exception ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static JobExecution last(ApplicationContext application) {
		JobRepository repository = application.getBean(JobRepository.class);
		return Objects.requireNonNull(repository.getLastJobExecution("invoices", new JobParameters()));
	}

	private static List<Integer> items() {
		return IntStream.rangeClosed(1, ITEMS).boxed().toList();
	}

	private static List<Integer> written(ApplicationContext application) {
		return application.getBean(JdbcTemplate.class)
			.queryForList("select item from written order by item", Integer.class);
	}

	private static String[] repository(String initialize, String... others) {
		return Stream
			.concat(Stream.of("spring.batch.jdbc.initialize-schema=" + initialize, "spring.batch.job.enabled=false"),
					Stream.of(others))
			.toArray(String[]::new);
	}

	@SpringBootConfiguration(proxyBeanMethods = false)
	@Import(BatchOnly.class)
	static class Application {

		@Bean
		Job invoices(JobRepository repository, PlatformTransactionManager transactions, JdbcTemplate database,
				Desk desk) {
			database.execute("create table if not exists written (item int)");
			return new JobBuilder("invoices", repository)
				.start(new StepBuilder("chunks", repository).<Integer, Integer>chunk(CHUNK)
					.transactionManager(transactions)
					.reader(new Numbers())
					.writer((items) -> {
						items.forEach((item) -> database.update("insert into written values (?)", item));
						desk.take(String.valueOf(items.getItems().get(0)));
					})
					.build())
				.build();
		}

	}

	static final class BatchOnly extends Neighbours {

		BatchOnly() {
			super(".batch.", ".jdbc.", ".sql.", ".transaction.");
		}

	}

	/**
	 * Reads numbers, and knows how far it was.
	 */
	private static final class Numbers extends AbstractItemCountingItemStreamItemReader<Integer> {

		private int last;

		Numbers() {
			setName("numbers");
		}

		@Override
		protected void doOpen() {
			this.last = 0;
		}

		@Override
		protected void jumpToItem(int itemIndex) {
			this.last = itemIndex;
		}

		@Override
		protected @Nullable Integer doRead() {
			return (this.last < ITEMS) ? ++this.last : null;
		}

		@Override
		protected void doClose() {
			this.last = 0;
		}

	}

}
