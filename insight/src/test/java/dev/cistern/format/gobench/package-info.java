/** Benchmark texts written by the tests. */
@NullMarked
package dev.cistern.format.gobench;

import org.jspecify.annotations.NullMarked;
