package dev.cistern.format.gotext;

import dev.cistern.format.Content;
import dev.cistern.format.DamageLog;
import dev.cistern.format.text.Lines;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * The text of one moment in a file to which several were appended ({@code curl … >> dumps.txt}), or
 * the whole of a file.
 */
record Part(String name, byte[] bytes, int from, int end, DamageLog log) {
  private static final int KEPT_MAX = 1_000;

  static Part whole(String name, Content content) {
    return new Part(name, content.bytes(), 0, content.length(), DamageLog.of(name, content));
  }

  /** A file cut before each line that begins a moment; the last ones of many. */
  static List<Part> of(String name, Content content, Predicate<String> begins) {
    List<Integer> starts = new ArrayList<>();
    Lines lines = new Lines(content.bytes(), content.length());
    while (lines.next()) {
      if (begins.test(lines.text())) {
        starts.add(lines.offset());
      }
    }
    if (starts.size() < 2) {
      return List.of(whole(name, content));
    }
    List<Part> parts = new ArrayList<>();
    for (int i = Math.max(0, starts.size() - KEPT_MAX); i < starts.size(); i++) {
      boolean last = i + 1 == starts.size();
      String part = "%s dump %d".formatted(name, i + 1);
      DamageLog log = DamageLog.of(part, content.gzipped());
      log.begin(last ? content.damage() : List.of()); // what lies whole ends there
      int end = last ? content.length() : starts.get(i + 1);
      parts.add(new Part(part, content.bytes(), starts.get(i), end, log));
    }
    return parts;
  }

  int length() {
    return end - from;
  }

  Lines lines() {
    return new Lines(bytes, from, end);
  }
}
