package dev.cistern.report;

import dev.cistern.model.Event;
import dev.cistern.model.EventKind;
import dev.cistern.model.EventVisitor;
import dev.cistern.model.Frame;
import dev.cistern.model.Language;
import dev.cistern.model.Stacks;
import dev.cistern.model.Timeline;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.core.io.JsonStringEncoder;

/** Writes each operation of each pool as a line, CSV or JSON, in the order that they came. */
public final class PoolEventLines implements EventVisitor {
  /** What a line holds, in its order. */
  private static final List<String> FIELDS =
      List.of(
          "timeNanos",
          "operation",
          "stage",
          "pool",
          "object",
          "bytes",
          "class",
          "task",
          "thread",
          "processor",
          "function",
          "file",
          "line",
          "labels");

  private final Timeline timeline;
  private final Writer out;
  private final boolean csv;
  private final Map<Integer, Frame> users = new HashMap<>();
  private long written;

  /** CSV begins with a line of the fields' names. */
  public PoolEventLines(Timeline timeline, Writer out, boolean csv) throws IOException {
    this.timeline = timeline;
    this.out = out;
    this.csv = csv;
    if (csv) {
      out.write(String.join(",", FIELDS) + "\n");
    }
  }

  @Override
  public Set<EventKind> kinds() {
    return EnumSet.of(
        EventKind.POOL_ACQUIRE,
        EventKind.POOL_RELEASE,
        EventKind.POOL_MISS,
        EventKind.POOL_DROP,
        EventKind.POOL_TRIM);
  }

  /** How many operations there were. */
  public long written() {
    return written;
  }

  /** A failing disk is an {@link UncheckedIOException}: a visitor cannot say more. */
  @Override
  public void event(Event event) {
    Frame user = users.computeIfAbsent(event.stack(), this::user);
    boolean go = timeline.language() == Language.GO;
    String kind = event.kind().name().substring("POOL_".length()).toLowerCase(Locale.ROOT);
    List<Object> values =
        List.of(
            event.endNanos(),
            kind,
            text(event.text()),
            go
                ? "0x" + Long.toHexString(event.pool())
                : text(Math.clamp(event.pool(), -1, Integer.MAX_VALUE)),
            "0x" + Long.toHexString(event.object()),
            event.value(),
            text(event.objectClass()),
            event.task(),
            event.thread(),
            event.proc(),
            user.displayName(),
            user.file(),
            user.line(),
            labels(event.labels()));
    try {
      out.write(csv ? csvLine(values) : jsonLine(values));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    written++;
  }

  private static String csvLine(List<Object> values) {
    return values.stream()
        .map(value ->
            value instanceof String text
                ? '"' + Visible.line(text).replace("\"", "\"\"") + '"'
                : value.toString())
        .collect(Collectors.joining(",", "", "\n"));
  }

  private static String jsonLine(List<Object> values) {
    StringBuilder line = new StringBuilder("{");
    for (int i = 0; i < values.size(); i++) {
      line.append(i == 0 ? "\"" : ",\"").append(FIELDS.get(i)).append("\":");
      if (values.get(i) instanceof String text) {
        line.append('"').append(JsonStringEncoder.getInstance().quoteAsCharArray(text)).append('"');
      } else {
        line.append(values.get(i));
      }
    }
    return line.append("}\n").toString();
  }

  private String text(int string) {
    return string >= 0 && string < timeline.strings().size() ? timeline.strings().get(string) : "";
  }

  private String labels(int set) {
    return timeline.labels().get(set).stream()
        .map(label -> label.key() + "=" + (label.isNumber() ? label.number() : label.text()))
        .collect(Collectors.joining(" "));
  }

  /** Whoever called the pool. */
  private Frame user(int stack) {
    Stacks stacks = timeline.stacks();
    int depth = stacks.depth(stack);
    for (int i = 0; i < depth; i++) {
      if (!stacks.function(stacks.frameAt(stack, i)).startsWith("sync.(*Pool)")) {
        return stacks.resolve(stacks.frameAt(stack, i));
      }
    }
    return new Frame("", "", 0, "", timeline.language(), 0, false);
  }
}
