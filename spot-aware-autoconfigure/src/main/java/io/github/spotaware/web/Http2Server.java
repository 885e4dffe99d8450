package io.github.spotaware.web;

/**
 * Speaks to the HTTP/2 connections of one web server.
 */
interface Http2Server {

	/**
	 * Send GOAWAY on each connection there is, and let it go on: what its caller has
	 * sent, and still sends before it hears of it, is answered. Does not wait. Not every
	 * caller closes a connection that it has left, so a silent one is closed later.
	 * @return to how many connections
	 */
	int letGo();

	/**
	 * Take back what concerns connections that are opened from now on.
	 */
	default void keep() {
	}

	/**
	 * Send the final GOAWAY on each connection that was let go, where the server would
	 * not: it is about to stop.
	 */
	default void end() {
	}

}
