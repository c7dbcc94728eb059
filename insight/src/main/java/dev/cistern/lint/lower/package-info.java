/** Lowers Go's syntax trees to the form, with names and types resolved as far as sources allow. */
@NullMarked
package dev.cistern.lint.lower;

import org.jspecify.annotations.NullMarked;
