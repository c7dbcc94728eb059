/** Logs of the JVM's collectors, written by the tests or by processes that they start. */
@NullMarked
package dev.cistern.format.gclog;

import org.jspecify.annotations.NullMarked;
