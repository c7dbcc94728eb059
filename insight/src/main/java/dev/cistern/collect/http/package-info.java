/**
 * Bounded GET requests over TCP and Unix sockets, with credentials that never reach an argument.
 */
@NullMarked
package dev.cistern.collect.http;

import org.jspecify.annotations.NullMarked;
