/**
 * Source to findings: a front end per language lowers functions to one small form ({@code ir}),
 * {@code flow} follows objects along its paths, {@code rules} tell what is wrong. The front class
 * is {@link dev.cistern.lint.Linter}.
 */
@NullMarked
package dev.cistern.lint;

import org.jspecify.annotations.NullMarked;
