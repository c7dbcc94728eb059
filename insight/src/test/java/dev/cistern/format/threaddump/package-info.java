/** Thread dumps, written by the tests or by processes that they start. */
@NullMarked
package dev.cistern.format.threaddump;

import org.jspecify.annotations.NullMarked;
