package io.github.spotaware.contract;

import java.net.URI;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import io.github.spotaware.test.wire.Engine;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetSocket;

/**
 * An address behind which servers can be exchanged: what the Amazon EC2 Metadata Mock
 * serves cannot be changed while it runs.
 */
public final class Switchboard implements AutoCloseable {

	private final Vertx vertx = Engine.start();

	private final NetClient client = this.vertx.createNetClient();

	private final Set<NetSocket> open = ConcurrentHashMap.newKeySet();

	private final NetServer server;

	private volatile URI target;

	private Switchboard(URI target) {
		this.target = target;
		NetServer server = this.vertx.createNetServer().connectHandler(this::connected);
		this.server = Engine.await(server.listen(0, "127.0.0.1"));
	}

	/**
	 * Starts to listen.
	 * @param target the server to connect to
	 * @return the switchboard
	 */
	public static Switchboard to(URI target) {
		return new Switchboard(target);
	}

	/**
	 * Returns its own address.
	 * @return the address
	 */
	public URI uri() {
		return URI.create("http://127.0.0.1:" + this.server.actualPort());
	}

	/**
	 * Connects to another server from now on, and cuts what is connected.
	 * @param target the server
	 */
	public void connect(URI target) {
		this.target = target;
		this.open.forEach(NetSocket::close);
	}

	private void connected(NetSocket caller) {
		this.open.add(caller);
		caller.closeHandler((closed) -> this.open.remove(caller));
		caller.pause();
		this.client.connect(this.target.getPort(), this.target.getHost())
			.onFailure((ex) -> caller.close())
			.onSuccess((callee) -> {
				callee.closeHandler((closed) -> caller.close());
				callee.handler(caller::write);
				caller.closeHandler((closed) -> {
					this.open.remove(caller);
					callee.close();
				});
				caller.handler(callee::write);
				caller.resume();
			});
	}

	@Override
	public void close() {
		Engine.await(this.vertx.close());
	}

}
