package io.github.spotaware.benchmarks;

import java.lang.management.ManagementFactory;
import java.util.Locale;

import com.sun.management.OperatingSystemMXBean;

import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * Starts the application in a process of its own, and prints what that took.
 */
final class MeasuredStart {

	private MeasuredStart() {
	}

	/**
	 * Print one line, after whatever the application prints.
	 */
	public static void main(String[] args) {
		try (ConfigurableApplicationContext context = SpringApplication.run(Hello.class, args)) {
			OperatingSystemMXBean process = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
			double cpu = process.getProcessCpuTime() / 1e6;
			long classes = ManagementFactory.getClassLoadingMXBean().getTotalLoadedClassCount();
			int beans = context.getBeanDefinitionCount();
			int threads = ManagementFactory.getThreadMXBean().getThreadCount();
			System.gc();
			long heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
			System.out.printf(Locale.ROOT, "%s%.1f %d %d %d %d%n", Start.MARK, cpu, classes, heap / 1024, threads,
					beans);
		}
	}

}
