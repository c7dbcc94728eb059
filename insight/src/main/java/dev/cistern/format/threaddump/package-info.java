/**
 * Thread dumps of the JVM: what {@code jcmd PID Thread.print} and {@code jstack} print, and the two
 * forms of {@code jcmd PID Thread.dump_to_file}.
 */
@NullMarked
package dev.cistern.format.threaddump;

import org.jspecify.annotations.NullMarked;
