/**
 * Fakes for tests of several packages.
 */
@NullMarked
package io.github.spotaware.testsupport;

import org.jspecify.annotations.NullMarked;
