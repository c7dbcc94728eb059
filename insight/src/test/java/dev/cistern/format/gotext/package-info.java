/** Go's profile and goroutine texts: held to recorded ones and to damage. */
@NullMarked
package dev.cistern.format.gotext;

import org.jspecify.annotations.NullMarked;
