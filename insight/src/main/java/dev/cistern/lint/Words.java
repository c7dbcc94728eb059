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
  private static final int NONE = -1;
  private final int[] next;

  /** For each state the word that ends there, the longest of several; {@link #NONE} for none. */
  private final int[] ends;

  /** Takes the places where words end. */
  @FunctionalInterface
  interface Hit {
    /**
     * A word stands in the text.
     *
     * @param word its place among the words
     * @param end the offset behind it
     */
    void at(int word, int end);
  }

  Words(Collection<String> words) {
    List<int[]> rows = new ArrayList<>();
    List<Integer> last = new ArrayList<>();
    row(rows, last);
    int number = 0;
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
      last.set(state, number++);
    }
    this.next = new int[rows.size() * BYTES];
    this.ends = new int[rows.size()];
    connect(rows, last);
  }

  private static int row(List<int[]> rows, List<Integer> last) {
    int[] row = new int[BYTES];
    Arrays.fill(row, -1);
    rows.add(row);
    last.add(NONE);
    return rows.size() - 1;
  }

  /** Fills the table breadth first: where no word goes on, the longest end that begins one does. */
  private void connect(List<int[]> rows, List<Integer> last) {
    int[] shorter = new int[rows.size()];
    Deque<Integer> open = new ArrayDeque<>();
    open.add(0);
    while (!open.isEmpty()) {
      int state = open.remove();
      int own = last.get(state);
      ends[state] = own == NONE && state > 0 ? ends[shorter[state]] : own;
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
      if (ends[state] != NONE) {
        return true;
      }
    }
    return false;
  }

  /** Tells each place in the text where a word stands. */
  void each(byte[] text, Hit hit) {
    int state = 0;
    for (int i = 0; i < text.length; i++) {
      state = next[state * BYTES + (text[i] & 0xff)];
      if (ends[state] != NONE) {
        hit.at(ends[state], i + 1);
      }
    }
  }
}
