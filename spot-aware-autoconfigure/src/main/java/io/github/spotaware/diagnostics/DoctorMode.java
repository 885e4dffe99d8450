package io.github.spotaware.diagnostics;

/**
 * Names what is done with what was found.
 */
enum DoctorMode {

	/**
	 * Write it to the log, once the application has started.
	 */
	LOG,

	/**
	 * Print it in place of starting the application, and exit.
	 */
	EXIT,

	/**
	 * Nothing: it is in the endpoint and the meters.
	 */
	OFF

}
