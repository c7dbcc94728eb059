/** Benchmarks. */
@NullMarked
package dev.cistern.bench;

import org.jspecify.annotations.NullMarked;
