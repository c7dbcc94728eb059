/** What a collection costs its target, in interleaved rounds; {@code bench/run} starts it. */
@NullMarked
package dev.cistern.bench.collect;

import org.jspecify.annotations.NullMarked;
