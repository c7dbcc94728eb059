package dev.cistern.format.jfr;

import dev.cistern.model.Strings;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** Texts that rows put together of a word of theirs and a text of the recording, each once. */
final class Wording {
  private final Strings strings;
  private final Map<String, Word> words = new HashMap<>();

  /** One word's texts, by the string number of what it is joined with. */
  private static final class Word {
    private final LongTable joined = new LongTable();
    private int[] texts = new int[16];
  }

  Wording(Strings strings) {
    this.strings = strings;
  }

  /** The string number of {@code word}, or of {@code word: text} where there is a text. */
  int join(String word, int text) {
    Word known = words.computeIfAbsent(word, _ -> new Word());
    int slot = known.joined.find(text);
    if (slot < 0) {
      slot = known.joined.add(text);
      if (slot == known.texts.length) {
        known.texts = Arrays.copyOf(known.texts, slot * 2);
      }
      known.texts[slot] = strings.intern(text == 0 ? word : word + ": " + strings.get(text));
    }
    return known.texts[slot];
  }
}
