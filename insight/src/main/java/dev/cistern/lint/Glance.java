package dev.cistern.lint;

import dev.cistern.catalogue.Catalogue;
import dev.cistern.catalogue.Fact;
import dev.cistern.lint.front.go.NameBytes;
import dev.cistern.lint.lower.GoParts;
import dev.cistern.lint.lower.GoProgram;
import dev.cistern.lint.rules.Seen;
import dev.cistern.model.Language;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListMap;

/**
 * The functions worth a look although they need not concern pools: one pass over a text tells where
 * something grows in a loop, is started, kept in a map or made that should be shared. What a
 * function does is only looked at where its text says that it may be one of these.
 */
final class Glance {
  /** How far a loop or a variable's declaration may be in front of what is done with it. */
  private static final int BACK_BYTES_MAX = 3_000;

  private static final String APPEND = "append(";
  private static final String DEFER = "defer ";
  private static final List<String> STARTS = List.of("\tgo ", "{ go ", "; go ");
  private static final List<String> MAKERS = List.of("func New", "func new", "func Open");
  private static final List<String> KEEPERS = List.of("sync.Map", "sync.Mutex", "sync.RWMutex");
  private static final List<String> STORES = List.of(".Store(", ".LoadOrStore(", ".Swap(");
  private static final List<String> BUILT = List.of("http.Transport{", "http.DefaultTransport");
  private final Words words;
  private final List<String> all;

  Glance(Catalogue catalogue) {
    Set<String> distinct = new TreeSet<>(List.of(APPEND, DEFER));
    List.of(STARTS, MAKERS, KEEPERS, STORES, BUILT).forEach(distinct::addAll);
    for (Fact fact : catalogue.facts(Fact.Kind.BUILD)) {
      if (fact.language() == Language.GO) {
        fact.functions().forEach(function -> distinct.add(Relevance.call(function)));
      }
    }
    this.all = List.copyOf(distinct);
    this.words = new Words(all);
  }

  /** The offsets in a text that are worth a look; a negative one stands for its whole package. */
  int[] places(byte[] text) {
    Places places = new Places(text);
    words.each(text, (word, end) -> places.add(all.get(word), end));
    return places.found();
  }

  /**
   * What is worth a look.
   *
   * @param functions in the order of the files
   * @param maps that live longer than a call
   */
  record Chosen(List<String> functions, List<Seen.KeptMap> maps) {}

  /** Chooses from packages what is worth a look. */
  static Chosen choose(GoProgram program, Collection<GoParts.Part> parts) {
    Map<String, Chosen> byPath = new ConcurrentSkipListMap<>();
    Workers.each(
        parts.stream().filter(part -> !part.places().isEmpty()).toList(),
        part -> {
          List<String> functions = program.glanced(part);
          functions.forEach(program::function);
          byPath.put(part.path(), new Chosen(functions, program.keptMaps(part)));
        });
    List<String> functions = new ArrayList<>();
    List<Seen.KeptMap> maps = new ArrayList<>();
    byPath
        .values()
        .forEach(chosen -> {
          functions.addAll(chosen.functions());
          maps.addAll(chosen.maps());
        });
    return new Chosen(functions, maps);
  }

  /** What stands at the words of one text. */
  private static final class Places {
    private final byte[] text;
    private int[] offsets = new int[4];
    private int count;
    private final Map<String, Boolean> words = new HashMap<>();
    private boolean keeps;
    private boolean syncMap;

    Places(byte[] text) {
      this.text = text;
    }

    int[] found() {
      if (syncMap || keeps && has("map[")) {
        take(-1);
      }
      return Arrays.copyOf(offsets, count);
    }

    void add(String word, int end) {
      boolean worth;
      if (word.equals(APPEND)) {
        worth = growsInLoop(end);
      } else if (word.equals(DEFER)) {
        worth = DeferredGive.isWorth(text, end);
      } else if (STARTS.contains(word)) {
        worth = startsOften(end);
      } else if (MAKERS.contains(word)) {
        worth = givesNil(end);
      } else if (KEEPERS.contains(word)) {
        keeps = true;
        syncMap |= word.equals("sync.Map");
        worth = false;
      } else if (word.equals(".Parse(")) {
        worth = has("/template\"");
      } else if (word.equals(".Clone(")) {
        worth = has("http.DefaultTransport");
      } else {
        worth = !STORES.contains(word) || syncMap;
      }
      if (worth) {
        take(end - 1);
      }
    }

    private void take(int offset) {
      if (count == offsets.length) {
        offsets = Arrays.copyOf(offsets, count * 2);
      }
      offsets[count++] = offset;
    }

    /** Whether it stands anywhere in the text, which is looked through once. */
    private boolean has(String word) {
      return words.computeIfAbsent(word, one -> indexOf(one, 0, text.length) >= 0);
    }

    private int indexOf(String word, int from, int to) {
      byte[] wanted = word.getBytes(StandardCharsets.US_ASCII);
      for (int i = Math.max(0, from); i + wanted.length <= to; i++) {
        if (text[i] == wanted[0]
            && Arrays.equals(text, i, i + wanted.length, wanted, 0, wanted.length)) {
          return i;
        }
      }
      return -1;
    }

    /** {@code x = append(x, …} behind a loop's head, behind an empty slice of that name. */
    private boolean growsInLoop(int end) {
      int at = end;
      while (at < text.length && NameBytes.isPart(text[at])) {
        at++;
      }
      int length = at - end;
      int equals = back(end - APPEND.length() - 1);
      int last = equals < 1 || text[equals] != '=' ? -1 : back(equals - 1);
      int first = last - length + 1;
      if (length == 0
          || first < 1
          || NameBytes.isPart(text[first - 1])
          || text[first - 1] == '.'
          || !Arrays.equals(text, first, last + 1, text, end, at)) {
        return false;
      }
      int head = parentLine(first);
      int line = head < 0 ? -1 : indexOf("\n", head, text.length);
      return line > 0
          && starts(head, "for ")
          && (indexOf("range ", head, line) > 0 || indexOf(";", head, line) > 0)
          && indexOf("continue", line, end) < 0
          && indexOf("break", line, end) < 0
          && beginsEmpty(head, end, at);
    }

    /** Where the line begins, behind its indent, that a statement's block belongs to. */
    private int parentLine(int statement) {
      int indent = 0;
      int at = statement - 1;
      while (at > 0 && text[at] == '\t') {
        indent++;
        at--;
      }
      if (at <= 0 || text[at] != '\n' || indent < 2) {
        return -1;
      }
      int last = Math.max(0, at - BACK_BYTES_MAX);
      for (int i = at - 1; i > last; i--) {
        if (text[i] == '\n') {
          int tabs = 0;
          while (text[i + 1 + tabs] == '\t') {
            tabs++;
          }
          byte first = text[i + 1 + tabs];
          if (tabs < indent && first != '\n' && first != '\r' && first != '/') {
            return tabs == indent - 1 ? i + 1 + tabs : -1;
          }
        }
      }
      return -1;
    }

    /** Whether a slice of the name in a stretch begins empty in front of a place. */
    private boolean beginsEmpty(int before, int nameStart, int nameEnd) {
      int length = nameEnd - nameStart;
      for (int i = before - 1; i > Math.max(0, before - BACK_BYTES_MAX); i--) {
        if (text[i] == '\n' && starts(i + 1, "func ")) {
          int line = indexOf("\n", i + 1, text.length);
          return indexOf("[]", i + 1, line) > 0 && has(i + 1, line, nameStart, nameEnd);
        }
        if (text[i] == text[nameStart]
            && !NameBytes.isPart(text[i - 1])
            && Arrays.equals(text, i, i + length, text, nameStart, nameEnd)
            && isEmptySlice(i + length)) {
          return true;
        }
      }
      return false;
    }

    private boolean has(int from, int to, int nameStart, int nameEnd) {
      int length = nameEnd - nameStart;
      for (int i = from; i + length <= to; i++) {
        if (Arrays.equals(text, i, i + length, text, nameStart, nameEnd)) {
          return true;
        }
      }
      return false;
    }

    private boolean isEmptySlice(int behind) {
      int at = behind;
      while (at < text.length && (text[at] == ' ' || text[at] == ':' || text[at] == '=')) {
        at++;
      }
      return at > behind && (starts(at, "[]") || starts(at, "make([]"));
    }

    private int back(int from) {
      int at = from;
      while (at > 0 && text[at] == ' ') {
        at--;
      }
      return at;
    }

    private boolean starts(int at, String word) {
      for (int i = 0; i < word.length(); i++) {
        if (at + i >= text.length || text[at + i] != word.charAt(i)) {
          return false;
        }
      }
      return true;
    }

    /** Behind a loop's head, or in a function that serves a request. */
    private boolean startsOften(int end) {
      for (int i = end - 2; i > 0 && i > end - BACK_BYTES_MAX; i--) {
        byte b = text[i];
        if (b == 'f' && !NameBytes.isPart(text[i - 1]) && starts(i, "for ")
            || b == '*' && starts(i, "*http.Request")
            || b == '.'
                && (starts(i, ".Context)") || starts(i, ".Ctx)") || starts(i, ".RequestCtx"))) {
          return true;
        }
        if (b == '\n' && starts(i + 1, "func ")) {
          int line = indexOf("\n", i + 1, text.length);
          return indexOf(".Request", i, line) > 0 || indexOf(".Context", i, line) > 0;
        }
      }
      return false;
    }

    /** A function with a pointer as its only result that returns nil. */
    private boolean givesNil(int end) {
      int line = indexOf("\n", end, text.length);
      int result = line < 0 ? -1 : indexOf(") *", end, line);
      if (result < 0 || indexOf(",", result, line) >= 0) {
        return false;
      }
      int close = indexOf("\n}", line, text.length);
      return close > 0 && indexOf("return nil\n", line, close) > 0;
    }
  }
}
