/** Follows objects along the paths of functions and sums functions up for their callers. */
@NullMarked
package dev.cistern.lint.flow;

import org.jspecify.annotations.NullMarked;
