/** Source files of all languages, as findings show them. */
@NullMarked
package dev.cistern.lint.front;

import org.jspecify.annotations.NullMarked;
