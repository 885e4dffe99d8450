/**
 * Loses no call of Spring Boot's gRPC server: counts calls, tells callers to leave their
 * connections, ends streams, and bounds the server's shutdown.
 */
@NullMarked
package io.github.spotaware.grpc;

import org.jspecify.annotations.NullMarked;
