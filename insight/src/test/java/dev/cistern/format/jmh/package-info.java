/** Benchmark results in JSON written by the tests. */
@NullMarked
package dev.cistern.format.jmh;

import org.jspecify.annotations.NullMarked;
