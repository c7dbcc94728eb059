package dev.cistern.analysis.compare;

import dev.cistern.catalogue.Catalogue;
import dev.cistern.model.Frame;
import dev.cistern.model.Profile;
import dev.cistern.model.Stacks;
import dev.cistern.model.Strings;
import java.util.BitSet;

/**
 * The functions and stacks of all runs in common tables: a row is a function's name, a stack is a
 * sequence of rows. Lines, files and addresses are left out, so that a function that moved is the
 * same.
 */
final class Grid {
  private final Stacks stacks = new Stacks(new Strings());
  private final BitSet dependencies = new BitSet();

  /** How many rows there are. */
  int rows() {
    return stacks.frameCount();
  }

  Stacks stacks() {
    return stacks;
  }

  String name(int row) {
    return stacks.function(row);
  }

  /** Whether a row's code is the application's, as far as its name and file tell. */
  boolean isOwn(int row, Catalogue catalogue) {
    return !dependencies.get(row) && !catalogue.isLibrary(stacks.language(row), name(row));
  }

  /** The common numbers of a profile's stacks. */
  int[] stacksOf(Profile profile) {
    Stacks from = profile.stacks();
    int[] rowOfFrame = rowsOf(profile);
    int[] common = new int[from.stackCount()];
    int[] rows = new int[64];
    for (int stack = 0; stack < common.length; stack++) {
      int depth = from.depth(stack);
      if (depth > rows.length) {
        rows = new int[depth * 2];
      }
      for (int i = 0; i < depth; i++) {
        rows[i] = rowOfFrame[from.frameAt(stack, i)];
      }
      common[stack] = stacks.stack(rows, depth);
    }
    return common;
  }

  /** The common row of each frame of a profile. */
  int[] rowsOf(Profile profile) {
    Stacks from = profile.stacks();
    int[] rowOfFunction = new int[from.strings().size()]; // + 1
    int[] rows = new int[from.frameCount()];
    for (int frame = 0; frame < rows.length; frame++) {
      int function = from.functionId(frame);
      if (function == 0 || rowOfFunction[function] == 0) {
        Frame resolved = from.resolve(frame);
        int name = stacks.strings().intern(resolved.displayName());
        int row = stacks.frame(name, 0, 0, 0, resolved.language(), 0, false);
        rowOfFunction[function] = row + 1;
        rows[frame] = row;
        String file = resolved.file();
        if (file.contains("/pkg/mod/") || file.contains("/vendor/")) {
          dependencies.set(row);
        }
      } else {
        rows[frame] = rowOfFunction[function] - 1;
      }
    }
    return rows;
  }
}
