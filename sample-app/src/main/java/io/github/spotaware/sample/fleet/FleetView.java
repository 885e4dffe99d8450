package io.github.spotaware.sample.fleet;

import java.util.List;

/**
 * Shows the fleet.
 *
 * @param shop where customers come in
 * @param sent requests sent so far
 * @param lost requests lost so far
 * @param interruptions instances interrupted so far
 * @param instances the instances, oldest first
 */
record FleetView(String shop, long sent, long lost, long interruptions, List<MemberView> instances) {

}
