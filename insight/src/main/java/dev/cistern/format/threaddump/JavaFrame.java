package dev.cistern.format.threaddump;

import dev.cistern.model.Language;
import dev.cistern.model.Stacks;
import dev.cistern.model.Strings;

/**
 * A frame as the JVM prints it: {@code java.base/java.lang.Thread.sleep(Thread.java:540)} or {@code
 * java.lang.Thread.sleep(java.base@25/Thread.java:540)}.
 */
record JavaFrame(String function, String file, int line, String module) {
  private static final int DIGITS_MAX = 9;

  static JavaFrame of(String text) {
    int open = text.endsWith(")") ? text.lastIndexOf('(') : -1;
    String called = open < 0 ? text : text.substring(0, open);
    String place = open < 0 ? "" : text.substring(open + 1, text.length() - 1);
    String module = "";
    int slash = moduleEnd(called);
    if (slash >= 0) {
      module = called.substring(0, slash);
      called = called.substring(slash + 1);
    } else if (place.indexOf('/') >= 0) {
      module = place.substring(0, place.lastIndexOf('/'));
    }
    place = place.substring(place.lastIndexOf('/') + 1);
    int colon = place.lastIndexOf(':');
    String digits = place.substring(colon + 1);
    boolean numbered =
        colon > 0
            && !digits.isEmpty()
            && digits.length() <= DIGITS_MAX
            && digits.chars().allMatch(c -> c >= '0' && c <= '9');
    String file = numbered ? place.substring(0, colon) : place.endsWith(".java") ? place : "";
    return new JavaFrame(called, file, numbered ? Integer.parseInt(digits) : 0, plain(module));
  }

  /** The slash behind a module's name, not the one in a hidden class's; −1 if there is none. */
  private static int moduleEnd(String called) {
    int slash = called.lastIndexOf('/');
    while (slash >= 0 && called.startsWith("0x", slash + 1)) {
      slash = called.lastIndexOf('/', slash - 1);
    }
    return slash;
  }

  /** Without the loader before and the version behind: {@code app//}, {@code java.base@25}. */
  private static String plain(String module) {
    String name = module.substring(module.lastIndexOf('/') + 1);
    int at = name.indexOf('@');
    return at < 0 ? name : name.substring(0, at);
  }

  int addTo(Stacks stacks) {
    Strings strings = stacks.strings();
    return stacks.frame(
        strings.intern(function),
        strings.intern(file),
        line,
        strings.intern(module),
        Language.JVM,
        0,
        false);
  }
}
