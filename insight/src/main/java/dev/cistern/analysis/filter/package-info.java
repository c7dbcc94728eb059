/** Leaves of a snapshot what the user asks for: {@link dev.cistern.analysis.filter.Filter}. */
@NullMarked
package dev.cistern.analysis.filter;

import org.jspecify.annotations.NullMarked;
