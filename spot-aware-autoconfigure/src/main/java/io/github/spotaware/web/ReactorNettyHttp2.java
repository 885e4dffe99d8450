package io.github.spotaware.web;

import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.handler.codec.http2.Http2Connection;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2FrameCodec;
import io.netty.handler.codec.http2.Http2StreamChannel;
import io.netty.util.AttributeKey;
import io.netty.util.concurrent.ImmediateEventExecutor;
import reactor.netty.Connection;
import reactor.netty.ConnectionObserver;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.server.HttpServerState;

import org.springframework.boot.reactor.netty.NettyReactiveWebServerFactory;

/**
 * Knows Reactor Netty's connections, and sends GOAWAY on those that speak HTTP/2.
 */
final class ReactorNettyHttp2 implements Http2Server, ConnectionObserver {

	private static final AttributeKey<Boolean> LEAVING = AttributeKey.valueOf(ReactorNettyHttp2.class, "leaving");

	private final Http2Connections connections;

	private final ChannelGroup channels = new DefaultChannelGroup(ImmediateEventExecutor.INSTANCE);

	ReactorNettyHttp2(Http2Connections connections) {
		this.connections = connections;
	}

	void addTo(NettyReactiveWebServerFactory factory) {
		factory.addServerCustomizers(this::observed);
		this.connections.add(this);
	}

	private HttpServer observed(HttpServer server) {
		return server.doOnChannelInit((observer, channel, address) -> this.channels.add(channel)).childObserve(this);
	}

	@Override
	public int letGo() {
		return onEach(ReactorNettyHttp2::sendGoAway);
	}

	/**
	 * {@inheritDoc} Netty itself says nothing more after the first one.
	 */
	@Override
	public void end() {
		onEach(ReactorNettyHttp2::sendFinalGoAway);
	}

	private int onEach(Consumer<Channel> action) {
		List<Channel> http2 = this.channels.stream().filter(ReactorNettyHttp2::speaksHttp2).toList();
		http2.forEach((channel) -> channel.eventLoop().execute(() -> action.accept(channel)));
		return http2.size();
	}

	private static boolean speaksHttp2(Channel channel) {
		return channel.pipeline().get(Http2FrameCodec.class) != null;
	}

	@Override
	public void onStateChange(Connection connection, State state) {
		if (this.connections.lettingGo() && state == HttpServerState.REQUEST_RECEIVED
				&& connection.channel() instanceof Http2StreamChannel stream) {
			stream.closeFuture().addListener((closed) -> leaveSoon(stream.parent()));
		}
	}

	private void leaveSoon(Channel channel) {
		if (channel.attr(LEAVING).setIfAbsent(true) == null) {
			Future<?> unused = channel.eventLoop().schedule(() -> {
				channel.attr(LEAVING).set(null);
				if (this.connections.lettingGo()) {
					sendGoAway(channel);
				}
			}, Http2Connections.STAY.toMillis(), TimeUnit.MILLISECONDS);
		}
	}

	private static void sendGoAway(Channel channel) {
		ChannelHandlerContext context = channel.pipeline().context(Http2FrameCodec.class);
		if (context == null || !channel.isActive()) {
			return;
		}
		Http2FrameCodec codec = (Http2FrameCodec) context.handler();
		if (!codec.connection().goAwaySent()) {
			goAway(context, codec, Integer.MAX_VALUE);
			closeWhenSilent(context, codec);
		}
	}

	/**
	 * Send the final GOAWAY when nothing has been asked for a while.
	 */
	private static void closeWhenSilent(ChannelHandlerContext context, Http2FrameCodec codec) {
		Http2Connection connection = codec.connection();
		int last = connection.remote().lastStreamCreated();
		Future<?> unused = context.executor().schedule(() -> {
			if (!context.channel().isActive()) {
				return;
			}
			if (connection.numActiveStreams() > 0 || connection.remote().lastStreamCreated() > last) {
				closeWhenSilent(context, codec);
				return;
			}
			goAway(context, codec, Math.max(last, 0));
			close(context);
		}, Http2Connections.SILENCE.toMillis(), TimeUnit.MILLISECONDS);
	}

	private static void sendFinalGoAway(Channel channel) {
		ChannelHandlerContext context = channel.pipeline().context(Http2FrameCodec.class);
		if (context != null && channel.isActive()) {
			Http2FrameCodec codec = (Http2FrameCodec) context.handler();
			goAway(context, codec, Math.max(codec.connection().remote().lastStreamCreated(), 0));
		}
	}

	private static void goAway(ChannelHandlerContext context, Http2FrameCodec codec, int lastStream) {
		Future<?> unused = codec.goAway(context, lastStream, Http2Error.NO_ERROR.code(), Unpooled.EMPTY_BUFFER,
				context.newPromise());
		context.flush();
	}

	private static void close(ChannelHandlerContext context) {
		Future<?> unused = context.close();
	}

}
