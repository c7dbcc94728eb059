package dev.cistern.format.pproflegacy;

import dev.cistern.format.DamageLog;
import dev.cistern.format.pprof.Budget;
import dev.cistern.format.text.Lines;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * The executable parts of a process's memory, as {@code /proc/PID/maps} or the briefer forms behind
 * a profile state them, mended as {@code go tool pprof} does: split parts joined, the binary first.
 */
final class MemoryMap implements Parsed.Places {
  private static final List<String> HEADINGS = List.of("--- Memory map: ---", "MAPPED_LIBRARIES:");
  private static final Pattern LIBRARY = Pattern.compile("[.]so$|[.]so[._][0-9]");
  private static final int MAPPINGS_MAX = 1 << 16;
  private static final int VARIABLES_MAX = 64;
  private static final int MAPPING_BYTES = 120;
  private static final long WORK_MAX = 30_000_000;
  private static final long MAIN_START = 0x400000;

  /** One stretch of addresses; it grows when its parts are joined. */
  static final class Mapping {
    private long start;
    private long limit;
    private long offset;
    private String file;
    private String buildId;

    Mapping(long start, long limit, long offset, String file, String buildId) {
      this.start = start;
      this.limit = limit;
      this.offset = offset;
      this.file = file;
      this.buildId = buildId;
    }

    private boolean holds(long address) {
      return Long.compareUnsigned(start, address) <= 0 && Long.compareUnsigned(address, limit) < 0;
    }

    private boolean holdsBefore(long address) {
      return offset != 0
          && Long.compareUnsigned(start - offset, address) <= 0
          && Long.compareUnsigned(address, start) < 0;
    }

    private boolean isContinuedBy(Mapping next) {
      return agree(file, next.file)
          && agree(buildId, next.buildId)
          && limit == next.start
          && (offset == 0 || next.offset == 0 || offset + (limit - start) == next.offset);
    }

    private static boolean agree(String one, String other) {
      return one.isEmpty() || other.isEmpty() || one.equals(other);
    }

    private void extendBy(Mapping next) {
      limit = next.limit;
      file = next.file.isEmpty() ? file : next.file;
      buildId = next.buildId.isEmpty() ? buildId : next.buildId;
    }

    private void takeWhatLiesBefore() {
      start -= offset;
      offset = 0;
    }
  }

  private final Budget budget;
  private final DamageLog log;
  private final List<Mapping> mappings = new ArrayList<>();
  private final List<String[]> variables = new ArrayList<>();
  private Mapping[] sorted = {}; // by address; empty where some overlap
  private long work;
  private boolean missed; // whether an address was in none of them

  MemoryMap(Budget budget, DamageLog log) {
    this.budget = budget;
    this.log = log;
  }

  static boolean isHeading(String line) {
    if (line.indexOf('M') < 0) { // in both; most lines are samples
      return false;
    }
    return HEADINGS.stream().anyMatch(line::contains);
  }

  /** Reads on to the heading and then to the end; the current line may be the heading. */
  void readBehindHeading(Lines lines) {
    while (!isHeading(lines.text())) {
      if (!lines.next()) {
        break;
      }
    }
    read(lines);
  }

  /** Reads to the end; lines that are neither a mapping nor a variable are passed over. */
  void read(Lines lines) {
    List<Mapping> parts = new ArrayList<>();
    while (lines.next()) {
      String line = replaced(MappingLine.withoutLogPrefix(lines.text()));
      Optional<MappingLine> entry = MappingLine.of(line);
      if (entry.isEmpty()) {
        variable(line);
      } else if (entry.get().executable()) {
        if (parts.size() == MAPPINGS_MAX || !budget.take(MAPPING_BYTES + 3L * line.length())) {
          log.add(lines.offset(), "at most %d mappings".formatted(parts.size()), "more");
          break;
        }
        parts.add(entry.get().mapping());
      }
    }
    join(parts);
    mainFirst();
    mend();
    index();
  }

  private void variable(String line) {
    int equals = line.indexOf('=');
    if (equals > 0 && variables.size() < VARIABLES_MAX && line.length() <= MappingLine.CHARS_MAX) {
      String name = "$" + line.substring(0, equals).strip();
      if (variables.stream().noneMatch(variable -> variable[0].equals(name))) {
        variables.add(new String[] {name, line.substring(equals + 1).strip()});
      }
    }
  }

  private String replaced(String line) {
    int dollar = line.indexOf('$');
    if (variables.isEmpty() || dollar < 0) {
      return line;
    }
    StringBuilder out = new StringBuilder();
    int at = 0;
    while (dollar >= 0 && out.length() < MappingLine.CHARS_MAX && work < WORK_MAX) {
      work += variables.size();
      out.append(line, at, dollar);
      at = dollar;
      for (String[] variable : variables) {
        if (line.startsWith(variable[0], dollar)) {
          out.append(variable[1]);
          at = dollar + variable[0].length();
          break;
        }
      }
      dollar = line.indexOf('$', Math.max(at, dollar + 1));
    }
    return out.append(line, at, line.length()).toString();
  }

  private void join(List<Mapping> parts) {
    for (Mapping part : parts) {
      if (!mappings.isEmpty() && mappings.getLast().isContinuedBy(part)) {
        mappings.getLast().extendBy(part);
      } else {
        mappings.add(part);
      }
    }
  }

  /** Swaps what seems to be the program itself to the front. */
  private void mainFirst() {
    for (int i = 0; i < mappings.size(); i++) {
      String file = mappings.get(i).file.replace("(deleted)", "").strip();
      if (!file.isEmpty() && file.charAt(0) != '[' && !LIBRARY.matcher(file).find()) {
        mappings.set(i, mappings.set(0, mappings.get(i)));
        return;
      }
    }
  }

  private void mend() {
    if (mappings.size() > 1
        && mappings.get(0).file.startsWith("/anon_hugepage")
        && mappings.get(0).limit == mappings.get(1).start) {
      mappings.removeFirst();
    }
    if (!mappings.isEmpty() && mappings.get(0).start - mappings.get(0).offset == MAIN_START) {
      mappings.get(0).takeWhatLiesBefore();
    }
  }

  /** Sorts the mappings for a search in halves, where none overlaps or ends before it starts. */
  private void index() {
    sorted = mappings.toArray(Mapping[]::new);
    Arrays.sort(sorted, (one, other) -> Long.compareUnsigned(one.start, other.start));
    for (int i = 0; i < sorted.length; i++) {
      long until = i + 1 < sorted.length ? sorted[i + 1].start : -1;
      if (Long.compareUnsigned(sorted[i].limit, until) > 0
          || Long.compareUnsigned(sorted[i].start, sorted[i].limit) > 0) {
        sorted = new Mapping[0];
        return;
      }
    }
  }

  /** The file that an address belongs to, empty where it is not known. */
  String module(long address) {
    if (address == 0 || mappings.isEmpty()) {
      return "";
    }
    Optional<Mapping> found = holding(address);
    if (found.isEmpty() && !missed) {
      found = before(address);
      missed = found.isEmpty(); // from then on the reference has a stand-in for all unknown ones
    }
    return found.map(mapping -> mapping.file).orElse("");
  }

  /**
   * Takes up the addresses in the order of the samples: the first that is nowhere decides what
   * later ones find.
   */
  void settle(AddressSamples samples) {
    for (int sample = 0; sample < samples.count() && !missed; sample++) {
      for (int i = 0; i < samples.depth(sample); i++) {
        module(samples.address(sample, i));
      }
    }
  }

  private Optional<Mapping> holding(long address) {
    if (sorted.length == 0) {
      return first(mapping -> mapping.holds(address));
    }
    int low = 0;
    int high = sorted.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (Long.compareUnsigned(sorted[middle].start, address) <= 0) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low > 0 && sorted[low - 1].holds(address)
        ? Optional.of(sorted[low - 1])
        : Optional.empty();
  }

  private Optional<Mapping> before(long address) {
    Optional<Mapping> found = first(mapping -> mapping.holdsBefore(address));
    if (found.isPresent()) {
      found.get().takeWhatLiesBefore();
      sorted = new Mapping[0];
    }
    return found;
  }

  /** The first mapping that is so; none any more once the search has cost too much. */
  private Optional<Mapping> first(Predicate<Mapping> wanted) {
    if (work > WORK_MAX) {
      return Optional.empty();
    }
    work += mappings.size();
    if (work > WORK_MAX) {
      log.add(0, "fewer addresses or mappings", "more than can be matched");
    }
    for (Mapping mapping : mappings) {
      if (wanted.test(mapping)) {
        return Optional.of(mapping);
      }
    }
    return Optional.empty();
  }
}
