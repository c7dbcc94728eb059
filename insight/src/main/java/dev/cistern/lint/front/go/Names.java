package dev.cistern.lint.front.go;

import dev.cistern.lint.front.go.tree.Token;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The words seen so far, each as one string: names, keywords and short literals.
 *
 * <p>An open-addressed table over the source's bytes, so that a word known already costs neither a
 * copy nor a decoding.
 */
final class Names {
  /** More distinct words than any code base has; a hostile one starts the table afresh. */
  private static final int WORDS_MAX = 1 << 20;

  private static final int SPREAD = 0x9E3779B9;
  private static final int FIRST_SIZE_BITS = 13;

  private @Nullable String[] texts = new String[1 << FIRST_SIZE_BITS];
  private int[] hashes = new int[1 << FIRST_SIZE_BITS];
  private Token[] kinds = new Token[1 << FIRST_SIZE_BITS];
  private int shift = 32 - FIRST_SIZE_BITS;
  private int count;
  private final Map<String, String> beyondAscii = new HashMap<>();

  Names() {
    addKeywords();
  }

  private void addKeywords() {
    for (Token token : Token.values()) {
      if (token.isKeyword()) {
        byte[] word = token.text().getBytes(StandardCharsets.US_ASCII);
        kinds[find(word, 0, word.length, hash(word, 0, word.length))] = token;
      }
    }
  }

  /** The hash that {@link #find} wants; a scanner computes the same while it reads. */
  static int hash(byte[] source, int from, int to) {
    int hash = 0;
    for (int i = from; i < to; i++) {
      hash = 31 * hash + source[i];
    }
    return hash;
  }

  /** The slot of an ASCII word, which is added where it is new. */
  int find(byte[] source, int from, int to, int hash) {
    int mask = texts.length - 1;
    int slot = (hash * SPREAD) >>> shift;
    for (String text = texts[slot]; text != null; text = texts[slot]) {
      if (hashes[slot] == hash && equal(text, source, from, to)) {
        return slot;
      }
      slot = (slot + 1) & mask;
    }
    if (count >= WORDS_MAX || count * 2 > texts.length) {
      makeRoom();
      return find(source, from, to, hash);
    }
    texts[slot] = new String(source, from, to - from, StandardCharsets.ISO_8859_1);
    hashes[slot] = hash;
    kinds[slot] = Token.IDENT;
    count++;
    return slot;
  }

  /** A slot's word. */
  String text(int slot) {
    String text = texts[slot];
    return text == null ? "" : text;
  }

  /** The keyword in a slot, or {@link Token#IDENT}. */
  Token kind(int slot) {
    return kinds[slot];
  }

  /** The one string for a word with letters beyond ASCII. */
  String beyondAscii(byte[] source, int from, int to) {
    if (beyondAscii.size() >= WORDS_MAX) {
      beyondAscii.clear();
    }
    String word = new String(source, from, to - from, StandardCharsets.UTF_8);
    String known = beyondAscii.putIfAbsent(word, word);
    return known == null ? word : known;
  }

  private static boolean equal(String text, byte[] source, int from, int to) {
    if (text.length() != to - from) {
      return false;
    }
    for (int i = from; i < to; i++) {
      if (text.charAt(i - from) != source[i]) {
        return false;
      }
    }
    return true;
  }

  private void makeRoom() {
    @Nullable String[] oldTexts = texts;
    int[] oldHashes = hashes;
    Token[] oldKinds = kinds;
    boolean afresh = count >= WORDS_MAX;
    int size = afresh ? 1 << FIRST_SIZE_BITS : oldTexts.length * 2;
    texts = new String[size];
    hashes = new int[size];
    kinds = new Token[size];
    shift = Integer.numberOfLeadingZeros(size) + 1;
    if (afresh) {
      count = 0;
      addKeywords();
      return;
    }
    for (int i = 0; i < oldTexts.length; i++) {
      if (oldTexts[i] != null) {
        int slot = (oldHashes[i] * SPREAD) >>> shift;
        while (texts[slot] != null) {
          slot = (slot + 1) & (size - 1);
        }
        texts[slot] = oldTexts[i];
        hashes[slot] = oldHashes[i];
        kinds[slot] = oldKinds[i];
      }
    }
  }
}
