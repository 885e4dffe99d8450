/**
 * A fake EC2 around an application under test: it announces interruptions, puts load on
 * the application through a load balancer, and tells what became of both.
 */
@NullMarked
package io.github.spotaware.test.environment;

import org.jspecify.annotations.NullMarked;
