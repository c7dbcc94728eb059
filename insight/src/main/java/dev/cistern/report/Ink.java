package dev.cistern.report;

import dev.cistern.model.Severity;

/** The few ways in which text on a terminal stands out; all readable on dark and light. */
enum Ink {
  PLAIN(""),
  STRONG("1"),
  FAINT("2"),
  HEADING("1;36"),
  HIGH("1;31"),
  MEDIUM("1;33"),
  LOW("1;34"),
  GOOD("32"),
  BAD("31"),
  LINK("36");

  private final String code;

  Ink(String code) {
    this.code = code;
  }

  /** That of a finding so severe. */
  static Ink of(Severity severity) {
    return switch (severity) {
      case HIGH -> HIGH;
      case MEDIUM -> MEDIUM;
      case LOW -> LOW;
      case INFO -> FAINT;
    };
  }

  /** The text with this ink's escapes around it. */
  String on(String text) {
    return code.isEmpty() || text.isEmpty() ? text : "\u001b[" + code + "m" + text + "\u001b[0m";
  }
}
