/** Reads Java sources: finds them, and parses them by the compiler's own parser. */
@NullMarked
package dev.cistern.lint.front.java;

import org.jspecify.annotations.NullMarked;
