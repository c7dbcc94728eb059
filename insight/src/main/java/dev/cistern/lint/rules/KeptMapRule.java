package dev.cistern.lint.rules;

import dev.cistern.model.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * POOL-20: a cache or map that only grows.
 *
 * <p>A map that is put into under keys that callers choose, and that nothing is ever taken out of.
 * One that nobody reads is a fault whatever the keys are; one that is read may be bounded by its
 * keys, which the source does not tell: low.
 */
final class KeptMapRule extends Rule {
  private static final Pattern CACHE =
      Pattern.compile("(?i).*(cache|memo|seen|visited|recent|histor|session|interned).*");

  /** Keys that are few as often as not: a map that is read may be bounded by them. */
  private static final List<String> NUMBERS =
      List.of("int", "int32", "int64", "uint", "uint32", "uint64", "float64");

  private static final Pattern SETS_UP =
      Pattern.compile(
          "(init|main|new|must|register|define|declare|install|handle|setup|parse|read|configure"
              + "|enable|open|make|build|add).*",
          Pattern.CASE_INSENSITIVE);

  KeptMapRule() {
    super("POOL-20");
  }

  @Override
  public List<Found> check(Seen seen) {
    List<Found> found = new ArrayList<>();
    for (Seen.KeptMap map : seen.keptMaps()) {
      for (Seen.Put put : map.stores()) {
        boolean sets = SETS_UP.matcher(Looked.simple(put.function())).matches();
        boolean text = NUMBERS.stream().noneMatch(map.key().name()::equals);
        boolean cache = text && (put.looked() || CACHE.matcher(map.name()).matches());
        if (put.given() && !sets && !seen.isProgram(put.function()) && (!map.reads() || cache)) {
          found.add(one(map, put));
          break;
        }
      }
    }
    return found;
  }

  private Found one(Seen.KeptMap map, Seen.Put put) {
    return new Found(
        id(),
        map.reads() ? Severity.LOW : Severity.MEDIUM,
        map.reads()
            ? map.name() + " only grows: nothing is ever removed, and nothing bounds it"
            : map.name() + " only grows, and nothing reads it",
        "It has an entry for each key that ever came ("
            + put.key()
            + "), and holds the values as"
            + " long as it lives itself.",
        "Bound it (a size that is looked at, or an LRU), or remove what has not been used for a"
            + " while.",
        put.function(),
        put.file(),
        put.at(),
        List.of());
  }
}
