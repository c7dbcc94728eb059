/**
 * Mends what lint finds, where that is safe: recipes by rule propose edits, a trial in a copy keeps
 * those after which the file parses and the finding is gone and no other has come. The front class
 * is {@link dev.cistern.lint.fix.Fixer}.
 */
@NullMarked
package dev.cistern.lint.fix;

import org.jspecify.annotations.NullMarked;
