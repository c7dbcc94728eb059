/** Symbols of C++ and Rust in plain words, as {@code go tool pprof} shows them. */
@NullMarked
package dev.cistern.format.demangle;

import org.jspecify.annotations.NullMarked;
