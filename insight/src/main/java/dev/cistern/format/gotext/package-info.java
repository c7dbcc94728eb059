/**
 * The texts that Go's {@code /debug/pprof} pages give with {@code debug=1} (counts, heap with
 * memory statistics, contention) and {@code debug=2} (every goroutine with its state).
 *
 * <p>In the first the samples hold addresses only; function names stand in comments below each
 * sample, which {@code go tool pprof} passes over and this reader uses.
 */
@NullMarked
package dev.cistern.format.gotext;

import org.jspecify.annotations.NullMarked;
