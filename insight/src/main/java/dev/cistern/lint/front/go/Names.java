package dev.cistern.lint.front.go;

import dev.cistern.lint.front.go.tree.Token;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The words seen so far, each as one string: names, keywords and short literals.
 *
 * <p>An open-addressed table over the words' bytes, so that a word known already costs neither a
 * copy nor a decoding. What a look needs lies side by side, since half of a warm parser's time went
 * to waiting for memory here: a slot is four ints (hash, place of the bytes, length, number), the
 * bytes of all words are one array.
 */
final class Names {
  /** More distinct words than any code base has; a hostile one starts the table afresh. */
  private static final int WORDS_MAX = 1 << 20;

  private static final int SPREAD = 0x9E3779B9;
  private static final int FIRST_SIZE_BITS = 12;

  private static final int HASH = 0;
  private static final int PLACE = 1;
  private static final int LENGTH = 2;
  private static final int NUMBER = 3;
  private static final int SLOT_INTS = 4;

  private static final Token[] KEYWORDS =
      Stream.of(Token.values()).filter(Token::isKeyword).toArray(Token[]::new);

  private int[] slots = {};
  private int mask;
  private int shift;
  private byte[] bytes = {};
  private int bytesUsed;
  private String[] texts = {};
  private int count;
  private final Map<String, String> beyondAscii = new HashMap<>();

  Names() {
    startAfresh();
  }

  private void startAfresh() {
    slots = new int[SLOT_INTS << FIRST_SIZE_BITS];
    mask = (1 << FIRST_SIZE_BITS) - 1;
    shift = 32 - FIRST_SIZE_BITS;
    bytes = new byte[8 << FIRST_SIZE_BITS];
    bytesUsed = 0;
    texts = new String[1 << (FIRST_SIZE_BITS - 1)];
    count = 0;
    for (Token keyword : KEYWORDS) {
      byte[] word = keyword.text().getBytes(StandardCharsets.US_ASCII);
      find(word, 0, word.length, hash(word, 0, word.length));
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

  /** The number of an ASCII word of at least one character, which is added where it is new. */
  int find(byte[] source, int from, int to, int hash) {
    int[] table = slots;
    int slot = (hash * SPREAD) >>> shift;
    while (true) {
      int at = slot * SLOT_INTS;
      int length = table[at + LENGTH];
      if (length == 0) {
        return add(source, from, to, hash, at);
      }
      if (table[at + HASH] == hash
          && length == to - from
          && isWord(table[at + PLACE], source, from, to)) {
        return table[at + NUMBER];
      }
      slot = (slot + 1) & mask;
    }
  }

  private boolean isWord(int place, byte[] source, int from, int to) {
    byte[] words = bytes;
    for (int i = from; i < to; i++) {
      if (words[place + i - from] != source[i]) {
        return false;
      }
    }
    return true;
  }

  private int add(byte[] source, int from, int to, int hash, int at) {
    if (count == texts.length) {
      makeRoom();
      return find(source, from, to, hash);
    }
    int length = to - from;
    if (bytesUsed + length > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, bytesUsed + length));
    }
    System.arraycopy(source, from, bytes, bytesUsed, length);
    texts[count] = new String(source, from, length, StandardCharsets.ISO_8859_1);
    fill(slots, at, hash, bytesUsed, length, count);
    bytesUsed += length;
    return count++;
  }

  private static void fill(int[] table, int at, int hash, int place, int length, int number) {
    table[at + HASH] = hash;
    table[at + PLACE] = place;
    table[at + LENGTH] = length;
    table[at + NUMBER] = number;
  }

  /** Doubles the table, of which at most half is filled. */
  private void makeRoom() {
    if (count >= WORDS_MAX) {
      startAfresh();
      return;
    }
    int[] old = slots;
    int[] table = new int[old.length * 2];
    mask = mask * 2 + 1;
    shift--;
    for (int at = 0; at < old.length; at += SLOT_INTS) {
      if (old[at + LENGTH] != 0) {
        int slot = (old[at + HASH] * SPREAD) >>> shift;
        while (table[slot * SLOT_INTS + LENGTH] != 0) {
          slot = (slot + 1) & mask;
        }
        System.arraycopy(old, at, table, slot * SLOT_INTS, SLOT_INTS);
      }
    }
    slots = table;
    texts = Arrays.copyOf(texts, texts.length * 2);
  }

  /** A word by its number. */
  String text(int number) {
    return texts[number];
  }

  /** The keyword of a number, or {@link Token#IDENT}. */
  static Token kind(int number) {
    return number < KEYWORDS.length ? KEYWORDS[number] : Token.IDENT;
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
}
