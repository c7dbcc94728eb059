package dev.cistern.format.threaddump;

import dev.cistern.format.DamageLog;
import dev.cistern.format.text.Lines;

/**
 * Reads a dump as text. A thread begins with {@code "main" #3 [737] … nid=737 …} and its state on
 * the line below ({@code jstack}), or with {@code #3 "main" WAITING 2026-…} (dumped to a file).
 */
final class DumpText {
  private static final String WHOLE = "Full thread dump ";
  private static final String STATE = "java.lang.Thread.State: ";

  private final Lines lines;
  private final DamageLog log;
  private final Threads threads;
  private final Runnable dumped;
  private boolean open;
  private String name = "";
  private String state = "";
  private int offset;
  private int dumps;

  /** Into {@code threads}; {@code dumped} runs where the next dump begins. */
  DumpText(Lines lines, DamageLog log, Threads threads, Runnable dumped) {
    this.dumped = dumped;
    this.lines = lines;
    this.log = log;
    this.threads = threads;
  }

  /** Whether a line begins a thread that was dumped to a file. */
  static boolean isFileHeader(String line) {
    int quote = line.indexOf(" \"");
    return line.startsWith("#")
        && quote > 1
        && line.indexOf('"', quote + 2) > 0
        && line.substring(1, quote).chars().allMatch(c -> c >= '0' && c <= '9');
  }

  /** Whether a line begins a thread as {@code jstack} prints it. */
  static boolean isStackHeader(String line) {
    return line.startsWith("\"") && (line.contains(" nid=") || line.contains(" tid=0x"));
  }

  static boolean isWhole(String line) {
    return line.startsWith(WHOLE);
  }

  /** Reads to the end of the file and tells how many dumps began. */
  int read() {
    while (lines.next()) {
      String line = lines.text();
      if (isWhole(line)) {
        whole(line);
      } else if (isStackHeader(line) || isFileHeader(line)) {
        end();
        begin(line);
      } else if (open) {
        inside(line.strip());
      }
    }
    if (open && !lines.ended()) {
      log.add(lines.offset(), "a line break behind the last line", "the end of the file");
    }
    end();
    return dumps;
  }

  private void whole(String line) {
    end();
    dumped.run();
    threads.restart();
    dumps++;
    int colon = line.endsWith(":") ? line.length() - 1 : line.length();
    threads.property("runtimeVersion", line.substring(WHOLE.length(), colon));
  }

  private void begin(String line) {
    int from = line.indexOf('"');
    int to = isFileHeader(line) ? line.indexOf('"', from + 1) : closingQuote(line);
    name = line.substring(from + 1, Math.max(from + 1, to));
    String[] behind = line.substring(to + 1).strip().split(" ", 3);
    boolean stated = !line.startsWith("\"") && behind[0].matches("[A-Z_]{3,20}");
    state = stated ? behind[0] : line.startsWith("\"") ? "VM" : "";
    offset = lines.offset();
    threads.begin();
    open = true;
  }

  /** The quote before the fields; a thread's name may hold quotes too. */
  private static int closingQuote(String line) {
    int fields = line.contains(" nid=") ? line.lastIndexOf(" nid=") : line.lastIndexOf(" tid=0x");
    int quote = line.lastIndexOf('"', fields);
    return quote > 0 ? quote : line.length() - 1;
  }

  private void inside(String line) {
    if (line.startsWith(STATE)) {
      state = line.substring(STATE.length());
    } else if (line.startsWith("at ")) {
      threads.frame(line.substring(3), lines.offset());
    } else if (line.endsWith(")") && line.indexOf('(') > 0 && !line.startsWith("-")) {
      threads.frame(line, lines.offset()); // JDK 21 writes no “at” into a file
    }
  }

  private void end() {
    if (open) {
      threads.add(name, state, "", offset);
    }
    open = false;
  }
}
