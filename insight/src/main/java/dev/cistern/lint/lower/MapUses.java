package dev.cistern.lint.lower;

import dev.cistern.lint.ir.Shape;
import dev.cistern.lint.ir.TypeName;
import dev.cistern.lint.rules.Seen.KeptMap;
import dev.cistern.lint.rules.Seen.Put;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** What the functions of a package do to one map, by their words. */
final class MapUses {
  private static final Set<String> SYNC_PUTS = Set.of("Store", "LoadOrStore", "Swap");
  private static final Set<String> SYNC_READS = Set.of("Load", "Range", "LoadOrStore");

  /** Keys of which there is no end. */
  private static final Pattern ENDLESS =
      Pattern.compile("string|\\[\\]byte|u?int(32|64)?|\\[\\w+\\]byte|float64|uuid\\.UUID");

  private static final Pattern STARTS = Pattern.compile("(?i)(new|init|open|make|must|create).*");
  private final String shown;
  private final String name;
  private final boolean field;
  private final boolean sync;
  private final TypeName key;
  private final byte[] bytes;
  private final List<Put> stores = new ArrayList<>();
  private boolean open;
  private boolean reads;

  /**
   * Nothing seen yet.
   *
   * @param shown how it is told of
   * @param field whether it is a field's name
   */
  MapUses(GoWorld world, String shown, String name, boolean field, GoType type) {
    this.shown = shown;
    this.name = name;
    this.field = field;
    this.sync = type.is("sync", "Map");
    GoType of = world.underlying(type) instanceof GoType.Mapping map ? map.key() : GoType.UNKNOWN;
    this.key = of.toName(world);
    this.bytes = name.getBytes(StandardCharsets.UTF_8);
    this.open = sync || isEndless(of);
  }

  private boolean isEndless(GoType type) {
    return key.shape() == Shape.ARRAY
        || type instanceof GoType.Basic basic && ENDLESS.matcher(basic.name()).matches();
  }

  /** Whether nothing has been seen yet that may empty it. */
  boolean isOpen() {
    return open;
  }

  Optional<KeptMap> result() {
    return open && !stores.isEmpty()
        ? Optional.of(new KeptMap(shown, key, List.copyOf(stores), reads))
        : Optional.empty();
  }

  /** Whether a function's text has the name in it. */
  boolean isIn(GoFunc func) {
    byte[] text = func.source().file().source();
    int last = Math.min(func.decl().end(), text.length) - bytes.length;
    for (int i = func.decl().pos(); i <= last; i++) {
      if (text[i] == bytes[0] && matches(text, i)) {
        return true;
      }
    }
    return false;
  }

  private boolean matches(byte[] text, int from) {
    for (int i = 1; i < bytes.length; i++) {
      if (text[from + i] != bytes[i]) {
        return false;
      }
    }
    return true;
  }

  /** Takes in what a function does to it. */
  void read(GoText text) {
    boolean looked = false;
    for (int i = 0; i < text.size() && open; i++) {
      if (text.word(i).equals(name) && text.word(i - 1).equals(".") == field) {
        if (!field && !text.param(name).isEmpty() || text.word(i + 1).equals(":")) {
          continue;
        }
        looked = sync ? method(text, i, looked) : element(text, i, looked);
      }
    }
  }

  private boolean method(GoText text, int at, boolean looked) {
    String method = text.word(at + 1).equals(".") ? text.word(at + 2) : "";
    boolean puts = SYNC_PUTS.contains(method);
    boolean gets = SYNC_READS.contains(method);
    if (!puts && !gets) {
      open = false;
      return looked;
    }
    reads |= gets;
    if (puts && text.word(at + 3).equals("(")) {
      int end = comma(text, at + 4);
      if (isEndlessKey(text, at + 4, end)) {
        put(text, at, at + 4, end, looked || gets);
      } else {
        open = false;
      }
    }
    return looked || gets;
  }

  private static int comma(GoText text, int from) {
    int depth = 0;
    for (int i = from; i < text.size(); i++) {
      switch (text.word(i)) {
        case "(", "[", "{" -> depth++;
        case ")", "]", "}" -> depth--;
        case "," -> {
          if (depth == 0) {
            return i;
          }
        }
        default -> {}
      }
      if (depth < 0) {
        return i;
      }
    }
    return text.size();
  }

  /** A sync.Map's keys have no type of their own: the parameter's counts, or what makes a text. */
  private static boolean isEndlessKey(GoText text, int from, int to) {
    if (to - from == 1) {
      return ENDLESS.matcher(text.param(text.word(from))).matches();
    }
    String key = text.shown(from, to);
    return key.startsWith("string(") || key.contains("Sprint") || key.endsWith(".String()");
  }

  private boolean element(GoText text, int at, boolean looked) {
    int start = start(text, at);
    String before = text.word(start - 1);
    String next = text.word(at + 1);
    if (next.equals("[")) {
      int close = text.close(at + 1);
      String behind = text.word(close + 1);
      if (behind.equals("=")) {
        if (!isChanged(text, at + 1, close)) {
          put(text, at, at + 2, close, looked);
        }
      } else {
        reads = true;
        looked = !behind.equals("[");
      }
      boolean counted = behind.equals("+") || behind.equals("+=");
      if (counted) {
        put(text, at, at + 2, close, looked);
      }
      return looked;
    }
    if (before.equals("range")) {
      reads = true;
    } else if (next.equals("=")) {
      open &= isFirst(text, start);
    } else if (!next.equals("==") && !next.equals("!=")) {
      open = false;
    }
    return looked;
  }

  /** Whether an entry is set to what was made of the one that was there. */
  private boolean isChanged(GoText text, int open, int close) {
    Set<String> read = new HashSet<>();
    for (int i = 0; i < open - 1; i++) {
      if (text.word(i).equals(name) && text.word(i + 1).equals("[")) {
        int at = start(text, i) - 1;
        if (text.word(at).equals(":=") || text.word(at).equals("=")) {
          read.add(text.word(at - 1));
        }
      }
    }
    for (int i = close + 2; !text.word(i).isEmpty() && !text.word(i).equals("\n"); i++) {
      if (read.contains(text.word(i))) {
        return true;
      }
    }
    return false;
  }

  /** Whether it is set where it was nil, or where what has it begins. */
  private static boolean isFirst(GoText text, int start) {
    int at = start - 1;
    while (text.word(at).equals("\n")) {
      at--;
    }
    boolean guarded =
        text.word(at).equals("{")
            && text.word(at - 1).equals("nil")
            && text.word(at - 2).equals("==");
    return guarded || STARTS.matcher(text.func().decl().name().name()).matches();
  }

  /** Where the chain of names begins that ends at a place. */
  private static int start(GoText text, int at) {
    int start = at;
    while (text.word(start - 1).equals(".") && start > 1) {
      start -= 2;
    }
    return start;
  }

  private void put(GoText text, int at, int from, int to, boolean looked) {
    boolean mayPanic = false;
    for (int i = 0; i < text.size(); i++) {
      mayPanic |= text.word(i).equals("panic");
    }
    boolean given = text.isGiven(from, to) && !mayPanic;
    String file = text.func().source().file().path();
    stores.add(
        new Put(text.func().name(), file, text.offset(at), text.shown(from, to), given, looked));
  }
}
