/** A tree that breaks the import table, so that the rule is seen to fail. */
@NullMarked
package dev.cistern.house.wrong.report;

import org.jspecify.annotations.NullMarked;
