package dev.cistern.format.perf;

import dev.cistern.format.DamageLog;
import dev.cistern.format.pprof.Budget;
import dev.cistern.format.pprof.FunctionNames;
import dev.cistern.format.text.Lines;
import dev.cistern.model.Labels;
import dev.cistern.model.Language;
import dev.cistern.model.Profile;
import dev.cistern.model.SampleType;
import dev.cistern.model.Stacks;
import dev.cistern.model.Strings;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads samples: a line with thread, time and event, below it the frames, leaf first, then a blank
 * line. Each event that states what a sample stands for becomes a sample type.
 */
final class PerfReader {
  private static final int EVENTS_MAX = 16;
  private static final int SAMPLE_BYTES = 100;
  private static final int FRAME_BYTES = 100;
  private static final SampleType SAMPLES = new SampleType("samples", "count");
  private static final List<String> CLOCKS = List.of("cpu-clock", "task-clock");

  private final byte[] bytes;
  private final int length;
  private final DamageLog log;
  private final Budget budget;
  private final Strings strings = new Strings();
  private final Stacks stacks = new Stacks(strings);
  private final Labels labels = new Labels(strings);
  private final List<String> events = new ArrayList<>();
  private int[] frames = new int[64];
  private final Map<String, Integer> names = new HashMap<>(); // of native functions
  private int frameCount;
  private int sampleCount;
  private int[] sampleStacks = new int[256];
  private int[] sampleLabels = new int[256];
  private int[] sampleEvents = new int[256]; // −1 for one without a type of its own
  private long[] periods = new long[256];
  private long firstNanos = Long.MAX_VALUE;
  private long lastNanos;
  private Optional<SampleHead> open = Optional.empty();
  private Optional<PerfFrame> pending = Optional.empty(); // whose source may be on the next line
  private boolean cut;

  PerfReader(byte[] bytes, int length, DamageLog log, Budget budget) {
    this.bytes = bytes;
    this.length = length;
    this.log = log;
    this.budget = budget;
  }

  Profile read() {
    samples(new Lines(bytes, length));
    List<SampleType> types = new ArrayList<>(List.of(SAMPLES));
    events.forEach(event ->
        types.add(new SampleType(event, CLOCKS.contains(event) ? "nanoseconds" : "count")));
    Profile.Builder builder = new Profile.Builder(types, stacks, labels, sampleCount);
    long[] values = new long[types.size()];
    for (int sample = 0; sample < sampleCount; sample++) {
      Arrays.fill(values, 0);
      values[0] = 1;
      if (sampleEvents[sample] >= 0) {
        values[1 + sampleEvents[sample]] = periods[sample];
      }
      builder.add(sampleStacks[sample], sampleLabels[sample], values);
    }
    Optional<SampleType> periodType =
        types.size() == 2 ? Optional.of(types.get(1)) : Optional.empty();
    return builder
        .header(
            new Profile.Header(
                0, Math.max(0, lastNanos - firstNanos), periodType, 0, "", "", "", List.of()))
        .build();
  }

  /** The number of an event that states what a sample stands for, −1 for another. */
  private int event(SampleHead head) {
    if (head.period().isEmpty()) {
      return -1;
    }
    int known = events.indexOf(head.event());
    if (known < 0 && events.size() < EVENTS_MAX) {
      events.add(head.event());
      return events.size() - 1;
    }
    return known;
  }

  private void samples(Lines lines) {
    while (lines.next()) {
      String line = lines.text();
      String text = line.strip();
      boolean inside =
          open.isPresent() && !line.isEmpty() && Character.isWhitespace(line.charAt(0));
      Optional<PerfFrame> frame = inside ? PerfFrame.of(text) : Optional.empty();
      if (frame.isPresent()) {
        frame(frame.get(), lines.offset());
        continue;
      }
      Optional<SampleHead> head = SampleHead.of(line);
      if (head.isPresent()) {
        end(lines.offset());
        begin(head.get(), lines.offset());
      } else if (text.isEmpty()) {
        end(lines.offset());
      } else if (inside) {
        source(text, lines.offset());
      } else if (!text.startsWith("#")) {
        log.add(lines.offset(), "a sample of perf script", "“" + shown(text) + "”");
      }
    }
    if (open.isPresent() && !lines.ended()) {
      log.add(lines.offset(), "a blank line behind the last sample", "the end of the file");
    }
    end(length);
  }

  private static String shown(String text) {
    return text.length() > 40 ? text.substring(0, 40) + "…" : text;
  }

  private void begin(SampleHead head, int offset) {
    open = Optional.of(head);
    frameCount = 0;
    PerfFrame.of(head.rest()).ifPresent(frame -> frame(frame, offset));
  }

  private void frame(PerfFrame frame, int offset) {
    endFrame("", 0);
    boolean room =
        frameCount < Budget.STACK_FRAMES_MAX
            && budget.take(
                FRAME_BYTES + 3L * (frame.function().length() + frame.module().length()));
    if (!room) {
      tellFull(offset);
      return;
    }
    pending = Optional.of(frame);
  }

  private void tellFull(int offset) {
    if (!cut) {
      log.add(offset, "frames that fit into the heap", "more");
    }
    cut = true;
  }

  /** {@code Cart.java:18} below a frame. */
  private void source(String text, int offset) {
    int colon = text.lastIndexOf(':');
    String digits = text.substring(colon + 1);
    if (pending.isEmpty()
        || colon <= 0
        || digits.isEmpty()
        || digits.length() > 9
        || !digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
      log.add(offset, "ADDRESS FUNCTION (FILE)", "“" + shown(text) + "”");
    } else if (budget.take(3L * text.length())) {
      endFrame(text.substring(0, colon), Integer.parseInt(digits));
    }
  }

  private void endFrame(String file, int line) {
    if (pending.isEmpty()) {
      return;
    }
    PerfFrame frame = pending.get();
    pending = Optional.empty();
    if (frameCount == frames.length) {
      frames = Arrays.copyOf(frames, frameCount * 2);
    }
    frames[frameCount++] =
        stacks.frame(
            name(frame),
            strings.intern(file),
            line,
            strings.intern(frame.module()),
            frame.language(),
            frame.address(),
            frame.inlined());
  }

  /** A frame's function as other tools name it; each name is put in plain words once. */
  private int name(PerfFrame frame) {
    String name = frame.function();
    return frame.language() == Language.NATIVE
        ? names.computeIfAbsent(name, one -> strings.intern(FunctionNames.shown(one)))
        : strings.intern(name);
  }

  private void end(int offset) {
    endFrame("", 0);
    if (open.isEmpty()) {
      return;
    }
    SampleHead head = open.get();
    open = Optional.empty();
    if (!budget.take(SAMPLE_BYTES + 8L * EVENTS_MAX + head.command().length())) {
      tellFull(offset);
      return;
    }
    if (sampleCount == periods.length) {
      int capacity = sampleCount * 2;
      sampleStacks = Arrays.copyOf(sampleStacks, capacity);
      sampleLabels = Arrays.copyOf(sampleLabels, capacity);
      sampleEvents = Arrays.copyOf(sampleEvents, capacity);
      periods = Arrays.copyOf(periods, capacity);
    }
    if (!head.command().isEmpty()) {
      labels.add(strings.intern("comm"), strings.intern(head.command()), 0, 0);
    }
    sampleStacks[sampleCount] = stacks.stack(frames, frameCount);
    sampleLabels[sampleCount] = labels.end();
    sampleEvents[sampleCount] = event(head);
    periods[sampleCount] = head.period().orElse(0);
    sampleCount++;
    firstNanos = Math.min(firstNanos, head.timeNanos().orElse(Long.MAX_VALUE));
    lastNanos = Math.max(lastNanos, head.timeNanos().orElse(0));
  }
}
