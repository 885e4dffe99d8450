package io.github.spotaware.grpc;

import java.net.SocketAddress;

import io.grpc.ServerBuilder;

/**
 * Recognizes servers that only their own process calls, whose library may not be there.
 */
final class InProcess {

	private static final String PACKAGE = "io.grpc.inprocess.";

	private InProcess() {
	}

	static boolean isAddress(SocketAddress address) {
		return address.getClass().getName().startsWith(PACKAGE);
	}

	static boolean isBuilder(ServerBuilder<?> builder) {
		return builder.getClass().getName().startsWith(PACKAGE);
	}

}
