package io.github.spotaware.sample.fleet;

import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import io.github.spotaware.sample.process.ShopProcesses;
import io.github.spotaware.test.alb.ApplicationLoadBalancer;
import io.github.spotaware.test.load.LoadReport;
import io.github.spotaware.test.load.OpenLoopLoad;
import org.jspecify.annotations.Nullable;

/**
 * Runs a small fleet of shop instances until Ctrl-C.
 */
public final class Fleet {

	private static final int SIZE = 3;

	private static final int NODES = 3;

	private static final int RATE = 20;

	private static final int PREFERRED_PORT = 8080;

	private static final Duration LAG = Duration.ofSeconds(5);

	private static final Duration NOTICE = Duration.ofSeconds(60);

	private static final Duration LOOK_INTERVAL = Duration.ofMillis(500);

	private final RequestRates rates = new RequestRates();

	private final CountDownLatch serving = new CountDownLatch(1);

	private final ApplicationLoadBalancer balancer;

	private final Members members;

	private volatile @Nullable OpenLoopLoad load;

	private volatile @Nullable LoadReport report;

	private Fleet(ShopProcesses processes) {
		FleetAws aws = new FleetAws(processes);
		this.balancer = aws.balance(NODES, LAG);
		this.members = new Members(aws::launch);
		this.members.launch(SIZE);
	}

	/**
	 * Run a fleet. Returns only if the thread is interrupted.
	 * @throws IOException if the control endpoint cannot be opened
	 */
	public static void run() throws IOException {
		ScheduledExecutorService executor = Executors.newSingleThreadScheduledExecutor();
		try (ShopProcesses processes = ShopProcesses.open()) {
			System.out.printf("Starting %d instances of the shop, logs in %s%n", SIZE, processes.directory());
			Fleet fleet = new Fleet(processes);
			Future<?> unused = executor.scheduleWithFixedDelay(fleet::look, 0, LOOK_INTERVAL.toMillis(),
					TimeUnit.MILLISECONDS);
			fleet.serve(System.out);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		finally {
			executor.shutdownNow();
		}
	}

	private void serve(PrintStream out) throws IOException, InterruptedException {
		this.serving.await();
		try (FleetControl control = new FleetControl(PREFERRED_PORT, this::view,
				(number) -> this.members.interrupt(number, NOTICE))) {
			out.printf("""
					Shop        %s/checkout/A-1
					Live page   %s/
					Interrupt   curl -X POST %s/instances/1/interrupt
					%d requests a second come in. Ctrl-C ends the fleet.
					""", shop(), control.uri(), control.uri(), RATE);
			new CountDownLatch(1).await();
		}
	}

	/**
	 * Whatever goes wrong, look again: a schedule ends with the first exception.
	 */
	private void look() {
		try {
			lookOnce();
		}
		catch (RuntimeException ex) {
			System.err.printf("The fleet could not be looked after: %s%n", ex);
		}
	}

	private void lookOnce() {
		this.members.look();
		OpenLoopLoad running = this.load;
		if (running != null) {
			LoadReport latest = running.report();
			this.rates.update(latest.completedByTarget(), System.nanoTime());
			this.report = latest;
		}
		else if (this.members.serve()) {
			this.load = OpenLoopLoad.builder().through(this.balancer).rate(RATE).path("/checkout/A-17").start();
			this.serving.countDown();
		}
	}

	private String shop() {
		return this.balancer.nodes().get(0).uri().toString();
	}

	private FleetView view() {
		LoadReport latest = this.report;
		return new FleetView(shop(), (latest != null) ? latest.sent() : 0, (latest != null) ? latest.lost() : 0,
				this.members.interruptions(), this.members.views(this.rates));
	}

}
