package io.github.spotaware.background;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import io.github.spotaware.StepOutcome;
import io.github.spotaware.testsupport.FakeDrain;
import org.junit.jupiter.api.Test;

import org.springframework.batch.core.BatchStatus;
import org.springframework.batch.core.ExitStatus;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.job.JobInstance;
import org.springframework.batch.core.job.SimpleJob;
import org.springframework.batch.core.job.parameters.JobParameters;
import org.springframework.batch.core.launch.JobOperator;
import org.springframework.batch.core.launch.JobRestartException;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.StepExecution;
import org.springframework.batch.core.step.StoppableStep;
import org.springframework.batch.core.step.tasklet.StoppableTasklet;
import org.springframework.batch.core.step.tasklet.TaskletStep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.BDDMockito.given;
import static org.mockito.BDDMockito.then;
import static org.mockito.BDDMockito.willThrow;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;

/**
 * Tests for {@link BatchJobs}.
 */
class BatchJobsTests {

	private final JobOperator operator = mock();

	private final List<Runnable> restarts = new ArrayList<>();

	private final SimpleJob job = new SimpleJob("invoices");

	private boolean restartable = true;

	private final BatchJobs jobs = new BatchJobs(() -> this.restartable, () -> this.operator, Set.of("kept")::contains,
			() -> 7, this.restarts::add);

	private final PauseIntakeStep step = new PauseIntakeStep(this.jobs);

	private final JobExecution execution = execution();

	@Test
	void runningJobStopsAndIsWaitedForUntilItHasEnded() throws Exception {
		assertThat(this.step.name()).isEqualTo("pause-batch-jobs");
		StepExecution chunks = running("chunks");
		this.jobs.begun(this.job, this.execution);
		assertThat(this.step.drain(new FakeDrain())).isEqualTo(StepOutcome.done("paused invoices"));
		assertThat(this.execution.getStatus()).isEqualTo(BatchStatus.STOPPING);
		assertThat(chunks.isTerminateOnly()).isTrue();
		assertThat(this.jobs.inHand()).containsExactly(new Work("invoices", 7));
		this.jobs.ended(this.execution);
		assertThat(this.jobs.inHand()).isEmpty();
	}

	@Test
	void stepThatHasEndedIsNotTouched() {
		StepExecution done = running("done");
		done.setStatus(BatchStatus.COMPLETED);
		this.jobs.begun(this.job, this.execution);
		this.jobs.pause(new FakeDrain());
		assertThat(done.isTerminateOnly()).isFalse();
	}

	@Test
	void stepsAndTaskletsThatCanStopAreTold() {
		StoppableTasklet tasklet = mock();
		TaskletStep step = new TaskletStep(mock(JobRepository.class));
		step.setName("tasklet");
		step.setTasklet(tasklet);
		StoppableStep own = mock();
		given(own.getName()).willReturn("own");
		this.job.addStep(step);
		this.job.addStep(own);
		StepExecution first = running("tasklet");
		StepExecution second = running("own");
		this.jobs.begun(this.job, this.execution);
		this.jobs.pause(new FakeDrain());
		then(tasklet).should().stop(first);
		then(own).should().stop(second);
	}

	@Test
	void stepThatFailsToStopKeepsNoOtherFromStopping() {
		StoppableStep own = mock();
		given(own.getName()).willReturn("own");
		willThrow(new IllegalStateException("expected")).given(own).stop(any());
		this.job.addStep(own);
		running("own");
		StepExecution other = running("other");
		this.jobs.begun(this.job, this.execution);
		assertThat(this.jobs.pause(new FakeDrain())).containsExactly("invoices");
		assertThat(other.isTerminateOnly()).isTrue();
	}

	@Test
	void jobThatIsLaunchedWhileDrainingIsStopped() {
		this.jobs.pause(new FakeDrain());
		this.jobs.begun(this.job, this.execution);
		assertThat(this.execution.isStopping()).isTrue();
		assertThat(this.jobs.inHand()).hasSize(1);
	}

	@Test
	void stoppedJobIsRestartedOnceItHasEnded() throws Exception {
		this.jobs.begun(this.job, this.execution);
		this.jobs.pause(new FakeDrain());
		this.jobs.resume();
		assertThat(this.restarts).isEmpty();
		stopped();
		assertThat(this.restarts).hasSize(1);
		then(this.operator).shouldHaveNoInteractions();
		this.restarts.get(0).run();
		then(this.operator).should().restart(this.execution);
		JobExecution next = execution();
		this.jobs.begun(this.job, next);
		assertThat(next.isStopping()).isFalse();
	}

	@Test
	void jobThatCompletedInSpiteOfItIsNotRestarted() throws Exception {
		this.jobs.begun(this.job, this.execution);
		this.jobs.pause(new FakeDrain());
		this.execution.setStatus(BatchStatus.COMPLETED);
		this.jobs.ended(this.execution);
		this.jobs.resume();
		this.restarts.forEach(Runnable::run);
		then(this.operator).should(never()).restart(any(JobExecution.class));
	}

	@Test
	void restartThatFailsIsSaidAndNoMore() throws Exception {
		given(this.operator.restart(any(JobExecution.class))).willThrow(new JobRestartException("expected"));
		this.jobs.begun(this.job, this.execution);
		this.jobs.pause(new FakeDrain());
		stopped();
		this.jobs.resume();
		this.restarts.forEach(Runnable::run);
		assertThat(this.jobs.inHand()).isEmpty();
		then(this.operator).should().restart(this.execution);
	}

	@Test
	void jobThatAStepOfAnotherRunsIsRestartedByThatStep() {
		SimpleJob inner = new SimpleJob("inner");
		JobExecution nested = execution();
		this.jobs.begun(this.job, this.execution);
		this.jobs.begun(inner, nested);
		assertThat(this.jobs.pause(new FakeDrain())).containsExactlyInAnyOrder("invoices", "inner");
		nested.setStatus(BatchStatus.STOPPED);
		this.jobs.ended(nested);
		stopped();
		this.jobs.resume();
		assertThat(this.restarts).hasSize(1);
	}

	@Test
	void whatSomebodyElseStopsIsNotRestarted() {
		this.jobs.begun(this.job, this.execution);
		this.execution.setStatus(BatchStatus.STOPPING);
		assertThat(this.jobs.pause(new FakeDrain())).isEmpty();
		stopped();
		this.jobs.resume();
		assertThat(this.restarts).isEmpty();
	}

	@Test
	void whatCannotBeRestartedIsWaitedForOnly() {
		this.job.setRestartable(false);
		this.jobs.begun(this.job, this.execution);
		assertThat(this.jobs.pause(new FakeDrain())).isEmpty();
		assertThat(this.execution.isStopping()).isFalse();
		assertThat(this.jobs.inHand()).hasSize(1);
	}

	@Test
	void withoutAnythingThatRemembersJobsAreWaitedForOnly() {
		this.restartable = false;
		this.jobs.begun(this.job, this.execution);
		assertThat(this.jobs.pause(new FakeDrain())).isEmpty();
		assertThat(this.execution.isStopping()).isFalse();
		assertThat(this.jobs.inHand()).hasSize(1);
	}

	@Test
	void keptJobGoesOnAndIsNotWaitedFor() {
		this.jobs.begun(new SimpleJob("kept"), this.execution);
		assertThat(this.jobs.pause(new FakeDrain())).isEmpty();
		assertThat(this.execution.isStopping()).isFalse();
		assertThat(this.jobs.inHand()).isEmpty();
	}

	@Test
	void withoutAJobNothingIsPaused() throws Exception {
		assertThat(this.step.drain(new FakeDrain())).isEqualTo(StepOutcome.skipped("none is running"));
	}

	private void stopped() {
		this.execution.setStatus(BatchStatus.STOPPED);
		this.execution.setExitStatus(ExitStatus.STOPPED);
		this.jobs.ended(this.execution);
	}

	private StepExecution running(String name) {
		StepExecution step = new StepExecution(1 + this.execution.getStepExecutions().size(), name, this.execution);
		step.setStatus(BatchStatus.STARTED);
		this.execution.addStepExecution(step);
		return step;
	}

	private static JobExecution execution() {
		JobExecution execution = new JobExecution(1, new JobInstance(1, "invoices"), new JobParameters());
		execution.setStatus(BatchStatus.STARTED);
		return execution;
	}

}
