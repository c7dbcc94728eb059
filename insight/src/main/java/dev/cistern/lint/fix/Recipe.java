package dev.cistern.lint.fix;

import java.util.List;

/** How faults of one rule are mended. */
@FunctionalInterface
interface Recipe {
  /**
   * The ways to try, the best first; none where none is safe.
   *
   * @return lists of edits that do not overlap
   */
  List<List<Edit>> ways(Target target);
}
