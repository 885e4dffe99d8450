/**
 * What we rely on in AWS, asked of our own fakes and of servers that others wrote.
 */
@NullMarked
package io.github.spotaware.contract;

import org.jspecify.annotations.NullMarked;
