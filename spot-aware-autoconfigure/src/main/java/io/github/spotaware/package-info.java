/**
 * The words of an interruption, and the interfaces through which features take part in a
 * drain. Depends on the JDK only.
 */
@NullMarked
package io.github.spotaware;

import org.jspecify.annotations.NullMarked;
