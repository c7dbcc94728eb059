/**
 * Benchmarks: the readers as whole processes beside their rivals, and over folders of foreign
 * files. {@code bench/run} starts them.
 */
@NullMarked
package dev.cistern.bench;

import org.jspecify.annotations.NullMarked;
