/** The one small control-flow form that every language is lowered to. */
@NullMarked
package dev.cistern.lint.ir;

import org.jspecify.annotations.NullMarked;
