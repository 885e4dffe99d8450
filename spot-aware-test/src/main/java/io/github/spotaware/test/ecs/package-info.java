/**
 * Plays Amazon ECS: the API, the task metadata endpoint, and the orchestrator that stops
 * tasks.
 */
@NullMarked
package io.github.spotaware.test.ecs;

import org.jspecify.annotations.NullMarked;
