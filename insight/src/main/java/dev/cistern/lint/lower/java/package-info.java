/** Lowers Java methods to the one form, with the edges that exceptions take. */
@NullMarked
package dev.cistern.lint.lower.java;

import org.jspecify.annotations.NullMarked;
