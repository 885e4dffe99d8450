package io.github.spotaware.actuate;

import org.springframework.boot.actuate.endpoint.OperationResponseBody;

/**
 * Why an operator's wish is not met.
 *
 * @param reason the reason, in words
 */
record Refusal(String reason) implements OperationResponseBody {

}
