/**
 * Knows ECS tasks: who we are, which target groups the service puts us into, how long
 * after SIGTERM the container is killed, and why the task is stopped.
 */
@NullMarked
package io.github.spotaware.ecs;

import org.jspecify.annotations.NullMarked;
