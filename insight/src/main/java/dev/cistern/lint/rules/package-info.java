/** The rules: each takes what the flow saw and tells faults. */
@NullMarked
package dev.cistern.lint.rules;

import org.jspecify.annotations.NullMarked;
