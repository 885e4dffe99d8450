package io.github.spotaware.actuate;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.OperationResponseBody;

/**
 * What came of an operator's wish. Shows nothing that would have to be hidden.
 *
 * @param state where the application stands
 * @param deadline when all is over; absent while nothing makes us leave
 */
record Progress(String state, SpotReport.@Nullable Deadline deadline) implements OperationResponseBody {

}
