package io.github.spotaware.actuate;

import java.util.List;

import org.springframework.boot.actuate.endpoint.OperationResponseBody;

/**
 * What would make a drain fail, for a pipeline that looks before it goes on.
 *
 * @param findings what was found; what costs most comes first
 * @param budgets how the time there is would be divided, for each way in which we are
 * told to leave; empty where there is no platform
 */
record FindingsReport(List<SpotReport.Finding> findings,
		List<SpotReport.Budget> budgets) implements OperationResponseBody {

}
