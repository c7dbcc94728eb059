package dev.cistern.lint;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Deque;
import java.util.List;

/**
 * Tells in one pass over a text whether any of many words stands in it.
 *
 * <p>The automaton of Aho and Corasick as a full table: a state for each beginning of a word, and
 * for each byte the state that follows.
 */
final class Words {
  private static final int BYTES = 256;
  private final int[] next;
  private final boolean[] ends;

  Words(Collection<String> words) {
    List<int[]> rows = new ArrayList<>();
    List<Boolean> last = new ArrayList<>();
    row(rows, last);
    for (String word : words) {
      int state = 0;
      for (byte b : word.getBytes(StandardCharsets.UTF_8)) {
        int to = rows.get(state)[b & 0xff];
        if (to < 0) {
          to = row(rows, last);
          rows.get(state)[b & 0xff] = to;
        }
        state = to;
      }
      last.set(state, true);
    }
    this.next = new int[rows.size() * BYTES];
    this.ends = new boolean[rows.size()];
    connect(rows, last);
  }

  private static int row(List<int[]> rows, List<Boolean> last) {
    int[] row = new int[BYTES];
    Arrays.fill(row, -1);
    rows.add(row);
    last.add(false);
    return rows.size() - 1;
  }

  /** Fills the table breadth first: where no word goes on, the longest end that begins one does. */
  private void connect(List<int[]> rows, List<Boolean> last) {
    int[] shorter = new int[rows.size()];
    Deque<Integer> open = new ArrayDeque<>();
    open.add(0);
    while (!open.isEmpty()) {
      int state = open.remove();
      ends[state] = last.get(state) || state > 0 && ends[shorter[state]];
      for (int b = 0; b < BYTES; b++) {
        int to = rows.get(state)[b];
        int otherwise = state == 0 ? 0 : next[shorter[state] * BYTES + b];
        if (to < 0) {
          next[state * BYTES + b] = otherwise;
        } else {
          next[state * BYTES + b] = to;
          shorter[to] = otherwise;
          open.add(to);
        }
      }
    }
  }

  /** Whether a word stands in the text. */
  boolean in(byte[] text) {
    int state = 0;
    for (byte b : text) {
      state = next[state * BYTES + (b & 0xff)];
      if (ends[state]) {
        return true;
      }
    }
    return false;
  }
}
