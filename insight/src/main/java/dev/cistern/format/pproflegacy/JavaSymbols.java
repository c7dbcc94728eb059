package dev.cistern.format.pproflegacy;

import dev.cistern.format.DamageLog;
import dev.cistern.format.pprof.Budget;
import dev.cistern.format.pprof.FunctionNames;
import dev.cistern.format.text.LineScanner;
import dev.cistern.format.text.Lines;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The functions that Java's forms state behind their samples, by address: {@code 0x0000008a
 * com.shop.Cart.total (Cart.java:18)}, a library's path instead of the place, or a word such as
 * {@code GC}.
 */
final class JavaSymbols implements Parsed.Places {
  private static final int SYMBOL_BYTES = 250;
  private static final int DIGITS_MAX = 9;
  private static final String STUB = "generated stub/JIT";

  /** A function and where it stands. */
  record Symbol(String function, String file, int line) {}

  private final Budget budget;
  private final DamageLog log;
  private final Map<Long, Symbol> byAddress = new HashMap<>();
  private final Map<String, String> fileOfFunction = new HashMap<>();

  JavaSymbols(Budget budget, DamageLog log) {
    this.budget = budget;
    this.log = log;
  }

  /** What an address is, if it is told. */
  Optional<Symbol> symbol(long address) {
    return Optional.ofNullable(byAddress.get(address));
  }

  /** Reads from the next line to the end; {@code base} is added to the lines' offsets. */
  void read(Lines lines, int base) {
    while (lines.next()) {
      take(lines, base);
    }
  }

  /** Takes the current line; what is no symbol is passed over. */
  void take(Lines lines, int base) {
    String line = lines.text().strip();
    int space = firstSpace(line);
    if (space < 0 || !line.startsWith("0x")) {
      return;
    }
    LineScanner scanner = new LineScanner(line.substring(0, space));
    long address = scanner.address();
    if (!scanner.succeeded() || !scanner.atEnd()) {
      return;
    }
    if (!budget.take(SYMBOL_BYTES + 3L * line.length())) {
      log.add(base + lines.offset(), "functions that fit into the heap", "more");
      return;
    }
    Symbol symbol = symbol(line.substring(space).strip());
    // As the reference has it: a function is of the file that is named with it first.
    String file = fileOfFunction.computeIfAbsent(symbol.function(), _ -> symbol.file());
    byAddress.put(address, new Symbol(FunctionNames.shown(symbol.function()), file, symbol.line()));
  }

  private static int firstSpace(String line) {
    for (int i = 0; i < line.length(); i++) {
      if (Character.isWhitespace(line.charAt(i))) {
        return i;
      }
    }
    return -1;
  }

  private static Symbol symbol(String text) {
    int open = text.endsWith(")") ? openBracket(text) : -1;
    if (open < 0) {
      return new Symbol(text.contains(STUB) ? "STUB" : text, "", 0);
    }
    String function = text.substring(0, open - 1);
    String place = text.substring(open + 1, text.length() - 1);
    int colon = place.lastIndexOf(':');
    String digits = place.substring(colon + 1);
    boolean negative = digits.startsWith("-");
    String number = negative ? digits.substring(1) : digits;
    boolean stated =
        colon > 0 && !number.isEmpty() && number.chars().allMatch(c -> c >= '0' && c <= '9');
    if (!stated) {
      return new Symbol(function, place.substring(place.lastIndexOf('/') + 1), 0);
    }
    int line = negative || number.length() > DIGITS_MAX ? 0 : Integer.parseInt(number);
    return new Symbol(function, place.substring(0, colon), line);
  }

  /** The last bracket with a space before it. */
  private static int openBracket(String text) {
    for (int i = text.length() - 1; i > 0; i--) {
      if (text.charAt(i) == '(' && Character.isWhitespace(text.charAt(i - 1))) {
        return i;
      }
    }
    return -1;
  }
}
