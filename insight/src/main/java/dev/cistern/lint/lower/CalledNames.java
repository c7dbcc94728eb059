package dev.cistern.lint.lower;

import dev.cistern.lint.front.go.NameBytes;
import dev.cistern.lint.front.go.tree.GoFile;
import dev.cistern.lint.front.go.tree.Node;
import java.util.Arrays;
import java.util.Collection;

/**
 * The names that stand in front of a parenthesis, brace or bracket in a text, by their hashes: a
 * name that is not among them is not called there.
 */
public final class CalledNames {
  static final CalledNames NONE = new CalledNames();

  /** A pool's type, or a call of its factory, or another factory for it. */
  private static final int POOL = "sync.Pool".hashCode();

  /** Stands for a statement that starts a goroutine. */
  public static final String STARTS = "go ";

  private static final int GO = STARTS.hashCode();

  private int[] hashes = {};

  /** Adds the names in a part of a file. */
  void add(GoFile file, Node part) {
    byte[] text = file.source();
    int to = Math.min(part.end(), text.length);
    int count = hashes.length;
    int[] found = Arrays.copyOf(hashes, count + 16);
    int hash = 0;
    int start = -1;
    for (int i = part.pos(); i < to; i++) {
      byte b = text[i];
      if (NameBytes.isPart(b)) {
        start = start < 0 ? i : start;
        hash = 31 * hash + (b & 0xff);
        continue;
      }
      if (start >= 0) {
        boolean pool = isWord(text, start, i, "Pool") && start > 0 && text[start - 1] == '.';
        boolean empty = b == '(' && i + 1 < to && text[i + 1] == ')';
        boolean makes = empty && isWord(text, start, i, "New");
        boolean asks =
            b == '('
                && start > 4
                && i - start >= 3
                && (isWord(text, start, start + 3, "Get") || isWord(text, start, start + 3, "Put"))
                && isWord(text, start - 4, start, "ool.");
        boolean gives =
            b == ' ' && i + 1 < to && text[i + 1] == '=' && isWord(text, start, i, "New");
        if (b == '(' || b == '{' || b == '[' || pool || gives) {
          found = count + 2 > found.length ? Arrays.copyOf(found, count * 2) : found;
          found[count++] = hash;
          if (pool || makes || gives || asks) {
            found[count++] = POOL;
          }
        }
        if (b == ' ' && isWord(text, start, i, "go")) {
          found = count + 1 > found.length ? Arrays.copyOf(found, count * 2) : found;
          found[count++] = GO;
        }
        start = -1;
        hash = 0;
      }
    }
    hashes = Arrays.copyOf(found, count);
    Arrays.sort(hashes);
  }

  private static boolean isWord(byte[] text, int from, int to, String word) {
    if (to - from != word.length()) {
      return false;
    }
    for (int i = 0; i < word.length(); i++) {
      if (text[from + i] != word.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  /** Whether a pool is made here, or its factory called. */
  public boolean hasPool() {
    return Arrays.binarySearch(hashes, POOL) >= 0;
  }

  /** Whether any of these names may be called here. */
  public boolean hasAny(Collection<String> names) {
    for (String name : names) {
      if (Arrays.binarySearch(hashes, name.hashCode()) >= 0) {
        return true;
      }
    }
    return false;
  }
}
