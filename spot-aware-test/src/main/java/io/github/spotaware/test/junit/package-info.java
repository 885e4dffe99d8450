/**
 * The JUnit and Spring Test side: an annotation that puts an application under test on a
 * fake EC2.
 */
@NullMarked
package io.github.spotaware.test.junit;

import org.jspecify.annotations.NullMarked;
