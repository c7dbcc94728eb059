package dev.cistern.report.pprof;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The strings of one file in the order of their first use; number 0 is the empty one. */
final class TextTable {
  private final Map<String, Integer> ids = new HashMap<>();
  private final List<String> texts = new ArrayList<>();

  TextTable() {
    id("");
  }

  int id(String text) {
    Integer known = ids.putIfAbsent(text, texts.size());
    if (known != null) {
      return known;
    }
    texts.add(text);
    return texts.size() - 1;
  }

  List<String> all() {
    return texts;
  }
}
