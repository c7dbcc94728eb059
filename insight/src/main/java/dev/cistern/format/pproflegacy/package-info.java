/**
 * The forms that profiles had before profile.proto: binary words and texts of C++, Java, gperftools
 * and jemalloc.
 *
 * <p>Their samples hold addresses; a map of the process behind them tells the binary or library of
 * each, Java's forms tell the functions. Values are scaled and stacks mended as {@code go tool
 * pprof} does.
 */
@NullMarked
package dev.cistern.format.pproflegacy;

import org.jspecify.annotations.NullMarked;
