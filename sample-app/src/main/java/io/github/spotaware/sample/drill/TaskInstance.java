package io.github.spotaware.sample.drill;

import io.github.spotaware.sample.process.ShopProcess;
import io.github.spotaware.test.ecs.Orchestrator;
import io.github.spotaware.test.elb.Target;

/**
 * Is a task that runs the shop.
 *
 * @param process its process
 * @param orchestrator what stops it
 * @param target what the load balancer knows of it
 */
record TaskInstance(ShopProcess process, Orchestrator orchestrator, Target target) {

}
