/** Finds and reads the source files that evidence speaks of, in a folder that the user names. */
@NullMarked
package dev.cistern.format.source;

import org.jspecify.annotations.NullMarked;
