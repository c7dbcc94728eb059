/** The JSON that JMH writes with {@code -rf json}. */
@NullMarked
package dev.cistern.format.jmh;

import org.jspecify.annotations.NullMarked;
