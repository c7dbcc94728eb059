package dev.cistern.format.pproflegacy;

import java.util.Optional;

/**
 * One line of a memory map: {@code 400000-fcb000 r-xp 00001000 08:02 1234 /bin/server} or {@code
 * 400000-fcb000: /bin/server (@1000) BUILDID}.
 */
record MappingLine(MemoryMap.Mapping mapping, boolean executable) {
  static final int CHARS_MAX = 1 << 14;
  private static final int HEX_MAX = 16;
  private static final String PERMISSIONS = "-rwxp";

  /** A cursor that stays where it is when what was asked for is not there. */
  private static final class Cursor {
    private final String line;
    private int at;

    Cursor(String line) {
      this.line = line;
    }

    boolean skipSpaces() {
      int from = at;
      while (at < line.length() && Character.isWhitespace(line.charAt(at))) {
        at++;
      }
      return at > from;
    }

    /** Hex digits, perhaps behind {@code 0x}; empty if there are none. */
    String hex() {
      if (line.startsWith("0x", at) && isHex(at + 2)) {
        at += 2;
      }
      int from = at;
      while (isHex(at)) {
        at++;
      }
      return line.substring(from, at);
    }

    private boolean isHex(int index) {
      return index < line.length() && Character.digit(line.charAt(index), 16) >= 0;
    }

    boolean sign(char wanted) {
      boolean there = at < line.length() && line.charAt(at) == wanted;
      at += there ? 1 : 0;
      return there;
    }

    /** Spaces and then permissions; empty if there are none. */
    String permissions() {
      int back = at;
      skipSpaces();
      int from = at;
      while (at < line.length() && PERMISSIONS.indexOf(line.charAt(at)) >= 0) {
        at++;
      }
      String found = from == back ? "" : line.substring(from, at);
      at = found.isEmpty() ? back : at;
      return found;
    }

    /** Spaces and then a word; empty if there is none. */
    String word() {
      int back = at;
      if (!skipSpaces() || at == line.length()) {
        at = back;
        return "";
      }
      int from = at;
      while (at < line.length() && !Character.isWhitespace(line.charAt(at))) {
        at++;
      }
      return line.substring(from, at);
    }

    /** Spaces and then hex digits that begin a word; empty if there are none. */
    String hexWord() {
      int back = at;
      String found = skipSpaces() ? hex() : "";
      at = found.isEmpty() ? back : at;
      return found;
    }
  }

  /** Nothing if the line is not one. */
  static Optional<MappingLine> of(String line) {
    if (line.length() > CHARS_MAX) {
      return Optional.empty();
    }
    Cursor cursor = new Cursor(line);
    cursor.skipSpaces();
    String start = cursor.hex();
    if (!cursor.sign('-')) {
      cursor.skipSpaces();
    }
    cursor.skipSpaces();
    String limit = cursor.hex();
    if (start.isEmpty()
        || limit.isEmpty()
        || start.length() > HEX_MAX
        || limit.length() > HEX_MAX) {
      return Optional.empty();
    }
    cursor.sign(':');
    int behindRange = cursor.at;
    return proc(cursor, start, limit)
        .or(() -> {
          cursor.at = behindRange;
          return brief(cursor, start, limit);
        });
  }

  /** {@code r-xp 00001000 08:02 1234 /bin/server}. */
  private static Optional<MappingLine> proc(Cursor cursor, String start, String limit) {
    String permissions = cursor.permissions();
    int behindPermissions = cursor.at;
    String offset = cursor.hexWord();
    if (!device(cursor)) {
      offset = "";
      cursor.at = behindPermissions;
      if (!device(cursor)) {
        return Optional.empty();
      }
    }
    String inode = cursor.word();
    if (inode.isEmpty() || !inode.chars().allMatch(c -> c >= '0' && c <= '9')) {
      return Optional.empty();
    }
    return entry(start, limit, permissions, offset, cursor.word(), "");
  }

  private static boolean device(Cursor cursor) {
    return !cursor.hexWord().isEmpty() && cursor.sign(':') && !cursor.hex().isEmpty();
  }

  /** {@code r-xp /bin/server (@1000) BUILDID}. */
  private static Optional<MappingLine> brief(Cursor cursor, String start, String limit) {
    String permissions = cursor.permissions();
    String file = cursor.word();
    int behindFile = cursor.at;
    String offset = "";
    String word = cursor.word();
    if (word.startsWith("(@") && word.endsWith(")") && word.length() > 3) {
      offset = word.substring(2, word.length() - 1);
    } else {
      cursor.at = behindFile;
    }
    return entry(start, limit, permissions, offset, file, cursor.hexWord());
  }

  private static Optional<MappingLine> entry(
      String start, String limit, String permissions, String offset, String file, String buildId) {
    if (offset.length() > HEX_MAX
        || !offset.chars().allMatch(c -> Character.digit(c, 16) >= 0 && c < 128)) {
      return Optional.empty();
    }
    MemoryMap.Mapping mapping =
        new MemoryMap.Mapping(number(start), number(limit), number(offset), file, buildId);
    return Optional.of(
        new MappingLine(mapping, permissions.isEmpty() || permissions.contains("x")));
  }

  private static long number(String hex) {
    return hex.isEmpty() ? 0 : Long.parseUnsignedLong(hex, 16);
  }

  /** The line without what a logger wrote before it: {@code I0101 file.cc:12] 400000-…}. */
  static String withoutLogPrefix(String line) {
    int bracket = line.indexOf(']');
    int colon = bracket < 0 ? -1 : line.lastIndexOf(':', bracket);
    boolean prefix =
        colon > 0
            && bracket > colon + 1
            && line.lastIndexOf('[', bracket) < 0
            && bracket + 1 < line.length()
            && Character.isWhitespace(line.charAt(bracket + 1))
            && line.substring(colon + 1, bracket).chars().allMatch(c -> c >= '0' && c <= '9');
    return prefix ? line.substring(bracket + 2) : line;
  }
}
