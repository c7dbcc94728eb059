/** The JVM's unified log of collections, as {@code -Xlog:gc*} writes it since JDK 9. */
@NullMarked
package dev.cistern.format.gclog;

import org.jspecify.annotations.NullMarked;
