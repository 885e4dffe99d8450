package io.github.spotaware.benchmarks;

import java.lang.management.ManagementFactory;

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
			double thread = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() / 1e6;
			double cpu = process.getProcessCpuTime() / 1e6;
			double classes = ManagementFactory.getClassLoadingMXBean().getTotalLoadedClassCount();
			int beans = context.getBeanDefinitionCount();
			int threads = ManagementFactory.getThreadMXBean().getThreadCount();
			System.gc();
			double heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
			Fork.report(cpu, thread, classes, heap / 1024, threads, beans);
		}
	}

}
