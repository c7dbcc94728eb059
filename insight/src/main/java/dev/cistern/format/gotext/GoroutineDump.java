package dev.cistern.format.gotext;

import dev.cistern.format.DamageLog;
import dev.cistern.format.pprof.Budget;
import dev.cistern.format.pprof.FunctionNames;
import dev.cistern.format.text.LineScanner;
import dev.cistern.format.text.Lines;
import dev.cistern.model.Labels;
import dev.cistern.model.Language;
import dev.cistern.model.Place;
import dev.cistern.model.Profile;
import dev.cistern.model.RuntimeState;
import dev.cistern.model.RuntimeState.TaskGroup;
import dev.cistern.model.SampleType;
import dev.cistern.model.Stacks;
import dev.cistern.model.Strings;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads a dump: for every goroutine a header {@code goroutine 34 [chan send, 2 minutes]:}, two
 * lines a frame, perhaps {@code created by}, and a blank line. Goroutines in the same state at the
 * same stack by the same creator become one group.
 */
final class GoroutineDump {
  private static final long NANOS_PER_MINUTE = 60_000_000_000L;
  private static final int GROUP_BYTES = 500;
  private static final int FRAME_BYTES = 100;
  private static final SourceLine NOWHERE = new SourceLine("", 0);
  private static final SampleType GOROUTINE = new SampleType("goroutine", "count");

  private record Key(String state, int stack, String createdBy, SourceLine createdAt) {}

  private record Sum(long count, long longestWaitNanos) {
    Sum plus(long waitNanos) {
      return new Sum(count + 1, Math.max(longestWaitNanos, waitNanos));
    }
  }

  private final Lines lines;
  private final DamageLog log;
  private final Budget budget;
  private final Strings strings = new Strings();
  private final Stacks stacks = new Stacks(strings);
  private final Map<Key, Sum> groups = new LinkedHashMap<>();
  private long goroutines;

  private boolean open;
  private String state = "";
  private long waitNanos;
  private String createdBy = "";
  private SourceLine createdAt = NOWHERE;
  private boolean creator; // whether the next place is the creator's
  private String function = ""; // whose place is awaited
  private boolean inlined;
  private int[] frames = new int[64];
  private int frameCount;

  GoroutineDump(Part part) {
    lines = part.lines();
    log = part.log();
    budget = Budget.of(part.length());
  }

  /** The number of a header's goroutine, as it is written. */
  static String number(String header) {
    return header.substring(10, header.indexOf(' ', 10));
  }

  static boolean isHeader(String line) {
    return line.startsWith("goroutine ")
        && line.length() > 10
        && Character.isDigit(line.charAt(10))
        && line.indexOf(" [") > 0
        && line.endsWith("]:");
  }

  void read() {
    while (lines.next()) {
      String line = lines.text();
      if (isHeader(line)) {
        end();
        begin(line);
      } else if (line.isBlank()) {
        end();
      } else if (open) {
        inside(line);
      }
    }
    if (open && !lines.ended()) {
      log.add(lines.offset(), "a line break behind the last line", "the end of the file");
    }
    end();
  }

  private void begin(String line) {
    String inside = line.substring(line.indexOf(" [") + 2, line.length() - 2);
    int labels = inside.indexOf(" labels:{");
    String[] parts = (labels < 0 ? inside : inside.substring(0, labels)).split(", ", 8);
    state = parts[0];
    waitNanos = 0;
    for (int i = 1; i < parts.length; i++) {
      if (parts[i].endsWith(" minutes")) {
        long minutes = new LineScanner(parts[i]).number();
        waitNanos = Math.clamp(minutes, 0, Long.MAX_VALUE / NANOS_PER_MINUTE) * NANOS_PER_MINUTE;
      }
    }
    createdBy = "";
    createdAt = NOWHERE;
    creator = false;
    function = "";
    frameCount = 0;
    open = true;
  }

  private void inside(String line) {
    if (line.startsWith("\t")) {
      place(line);
    } else if (line.startsWith("created by ")) {
      call("");
      int by = line.lastIndexOf(" in goroutine ");
      createdBy = FunctionNames.shown(line.substring(11, by > 11 ? by : line.length()));
      creator = true;
    } else if (line.startsWith("...")) {
      log.add(lines.offset(), "every frame of the stack", line.strip());
    } else {
      call(line);
    }
  }

  /** A function whose place is to come; the one before it had none. */
  private void call(String line) {
    if (!function.isEmpty()) {
      add(NOWHERE);
    }
    creator = false;
    inlined = line.endsWith("(...)");
    int bracket = openingBracket(line);
    function = bracket > 0 ? line.substring(0, bracket) : line;
  }

  /** The bracket that the last sign of the line closes, or −1. */
  private static int openingBracket(String line) {
    if (!line.endsWith(")")) {
      return -1;
    }
    int depth = 0;
    for (int i = line.length() - 1; i >= 0; i--) {
      char c = line.charAt(i);
      depth += c == ')' ? 1 : c == '(' ? -1 : 0;
      if (depth == 0) {
        return i;
      }
    }
    return -1;
  }

  private void place(String line) {
    if (creator) {
      creator = false;
      createdAt = SourceLine.of(line);
    } else if (!function.isEmpty()) {
      add(SourceLine.of(line));
    }
  }

  private void add(SourceLine place) {
    String name = FunctionNames.shown(function);
    function = "";
    if (frameCount == Budget.STACK_FRAMES_MAX
        || !budget.take(FRAME_BYTES + 6L * (name.length() + place.file().length()))) {
      log.add(lines.offset(), "frames that fit into the heap", "more");
      return;
    }
    if (frameCount == frames.length) {
      frames = Arrays.copyOf(frames, frameCount * 2);
    }
    frames[frameCount++] =
        stacks.frame(
            strings.intern(name),
            strings.intern(place.file()),
            place.line(),
            0,
            Language.GO,
            0,
            inlined);
  }

  private void end() {
    if (!open) {
      return;
    }
    if (!function.isEmpty()) {
      add(NOWHERE);
    }
    open = false;
    if (!budget.take(GROUP_BYTES + 2L * (createdBy.length() + createdAt.file().length()))) {
      log.add(lines.offset(), "goroutines that fit into the heap", "more");
      return;
    }
    goroutines++;
    Key key = new Key(state, stacks.stack(frames, frameCount), createdBy, createdAt);
    groups.put(key, groups.getOrDefault(key, new Sum(0, 0)).plus(waitNanos));
  }

  long goroutines() {
    return goroutines;
  }

  RuntimeState state() {
    List<TaskGroup> tasks =
        groups.entrySet().stream().map(group -> group(group.getKey(), group.getValue())).toList();
    return new RuntimeState(
        Language.GO, Optional.empty(), List.of(), List.of(), tasks, stacks, Map.of());
  }

  private static TaskGroup group(Key key, Sum sum) {
    SourceLine at = key.createdAt();
    Place creator =
        at.file().isEmpty() ? Place.UNKNOWN : new Place(at.file(), at.line(), key.createdBy(), "");
    return new TaskGroup(
        key.state(),
        sum.count(),
        sum.longestWaitNanos(),
        key.stack(),
        key.createdBy(),
        creator,
        "");
  }

  /** The same as goroutine counts. */
  Profile profile() {
    Labels labels = new Labels(strings);
    Profile.Builder builder = new Profile.Builder(List.of(GOROUTINE), stacks, labels);
    groups.forEach((key, sum) -> builder.add(key.stack(), 0, sum.count()));
    return builder.header(DebugOne.header(GOROUTINE, 1, 0)).build();
  }
}
