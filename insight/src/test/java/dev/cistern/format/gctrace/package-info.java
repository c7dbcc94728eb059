/** GODEBUG=gctrace=1 lines, written by the tests or by processes that they start. */
@NullMarked
package dev.cistern.format.gctrace;

import org.jspecify.annotations.NullMarked;
