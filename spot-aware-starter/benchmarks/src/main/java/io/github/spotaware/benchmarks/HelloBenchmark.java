package io.github.spotaware.benchmarks;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * The cheapest request there is, over a connection that is kept, with client and server
 * in one process.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 8, time = 1)
@Measurement(iterations = 8, time = 1)
@Fork(1)
public class HelloBenchmark {

	private static final byte[] REQUEST = "GET /hello HTTP/1.1\r\nHost: localhost\r\nUser-Agent: benchmark\r\n\r\n"
		.getBytes(StandardCharsets.US_ASCII);

	private static final byte[] BODY = "hello".getBytes(StandardCharsets.US_ASCII);

	/**
	 * SERVLET is Spring MVC on Tomcat, REACTIVE Spring WebFlux on Reactor Netty.
	 */
	@Param({ "SERVLET", "REACTIVE" })
	public WebApplicationType server = WebApplicationType.SERVLET;

	/**
	 * Whether Spot Aware watches.
	 */
	@Param({ "false", "true" })
	public boolean spotAware;

	private final byte[] answer = new byte[1024];

	private ConfigurableApplicationContext context = new org.springframework.context.support.GenericApplicationContext();

	private Socket socket = new Socket();

	private InputStream input = InputStream.nullInputStream();

	private OutputStream output = OutputStream.nullOutputStream();

	/**
	 * Start as on an instance, but with nobody to ask, and nothing to wait for at the
	 * end. Tomcat would close the connection after a hundred requests.
	 */
	@Setup
	public void start() throws IOException {
		SpringApplication application = new SpringApplication(Hello.class);
		application.setWebApplicationType(this.server);
		this.context = application.run("--server.port=0", "--spring.main.banner-mode=off",
				"--spot-aware.enabled=" + this.spotAware, "--spot-aware.platform=ec2", "--spot-aware.dry-run=true",
				"--spot-aware.imds.enabled=false", "--server.tomcat.max-keep-alive-requests=-1",
				"--spring.reactor.netty.shutdown-quiet-period=0s");
		int port = this.context.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
		this.socket = new Socket(InetAddress.getLoopbackAddress(), port);
		this.socket.setTcpNoDelay(true);
		this.input = this.socket.getInputStream();
		this.output = this.socket.getOutputStream();
	}

	@TearDown
	public void stop() throws IOException {
		this.socket.close();
		this.context.close();
	}

	/**
	 * Ask, and read the answer to its end.
	 */
	@Benchmark
	public int hello() throws IOException {
		this.output.write(REQUEST);
		int length = 0;
		while (length < BODY.length || !endsWithBody(length)) {
			int read = this.input.read(this.answer, length, this.answer.length - length);
			if (read < 0) {
				throw new IOException("The connection was closed");
			}
			length += read;
		}
		return length;
	}

	private boolean endsWithBody(int length) {
		for (int i = 0; i < BODY.length; i++) {
			if (this.answer[length - BODY.length + i] != BODY[i]) {
				return false;
			}
		}
		return true;
	}

}
