/** The pool beside its rivals: JMH's benchmarks, and the run that writes the results. */
@NullUnmarked // benchmarks' fields are set by their harness
package dev.cistern.bench.pool;

import org.jspecify.annotations.NullUnmarked;
