/** Symbols of C++ and Rust beside what the reference makes of them. */
@NullMarked
package dev.cistern.format.demangle;

import org.jspecify.annotations.NullMarked;
