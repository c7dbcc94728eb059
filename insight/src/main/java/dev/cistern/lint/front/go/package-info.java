/**
 * The Go front end: from source to syntax trees, packages and names.
 *
 * <p>{@link dev.cistern.lint.front.go.GoParser} is the way in. It accepts what {@code go/parser}
 * accepts and is held to it by a test over the whole Go distribution.
 */
@NullMarked
package dev.cistern.lint.front.go;

import org.jspecify.annotations.NullMarked;
