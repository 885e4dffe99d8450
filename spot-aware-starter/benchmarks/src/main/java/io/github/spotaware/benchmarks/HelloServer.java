package io.github.spotaware.benchmarks;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * The smallest application, and a connection to it that is kept.
 */
final class HelloServer implements Closeable {

	private static final byte[] REQUEST = "GET /hello HTTP/1.1\r\nHost: localhost\r\nUser-Agent: benchmark\r\n\r\n"
		.getBytes(StandardCharsets.US_ASCII);

	private static final byte[] BODY = "hello".getBytes(StandardCharsets.US_ASCII);

	private final byte[] answer = new byte[1024];

	private final ConfigurableApplicationContext context;

	private final Socket socket;

	private final InputStream input;

	private final OutputStream output;

	private HelloServer(ConfigurableApplicationContext context, Socket socket) throws IOException {
		this.context = context;
		this.socket = socket;
		this.input = socket.getInputStream();
		this.output = socket.getOutputStream();
	}

	/**
	 * Start as on an instance, but with nobody to ask, and nothing to wait for at the
	 * end. Tomcat would close the connection after a hundred requests.
	 * @param server SERVLET is Spring MVC on Tomcat, REACTIVE Spring WebFlux on Reactor
	 * Netty
	 * @param spotAware whether Spot Aware watches
	 */
	static HelloServer start(WebApplicationType server, boolean spotAware) throws IOException {
		SpringApplication application = new SpringApplication(Hello.class);
		application.setWebApplicationType(server);
		ConfigurableApplicationContext context = application.run("--server.port=0", "--spring.main.banner-mode=off",
				"--spot-aware.enabled=" + spotAware, "--spot-aware.platform=ec2", "--spot-aware.dry-run=true",
				"--spot-aware.imds.enabled=false", "--server.tomcat.max-keep-alive-requests=-1",
				"--spring.reactor.netty.shutdown-quiet-period=0s");
		int port = context.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
		Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
		socket.setTcpNoDelay(true);
		return new HelloServer(context, socket);
	}

	/**
	 * Ask, and read the answer to its end.
	 * @return how long the answer is
	 */
	int hello() throws IOException {
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

	@Override
	public void close() throws IOException {
		this.socket.close();
		this.context.close();
	}

}
