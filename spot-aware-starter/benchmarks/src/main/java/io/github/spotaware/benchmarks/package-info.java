/**
 * What Spot Aware costs an application, beside plain Spring Boot.
 */
@NullMarked
package io.github.spotaware.benchmarks;

import org.jspecify.annotations.NullMarked;
