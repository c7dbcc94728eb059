package dev.cistern.format.gotext;

import dev.cistern.format.DamageLog;
import dev.cistern.format.pprof.Budget;
import dev.cistern.format.pprof.FunctionNames;
import dev.cistern.format.text.LineScanner;
import dev.cistern.model.Labels;
import dev.cistern.model.Language;
import dev.cistern.model.Profile;
import dev.cistern.model.SampleType;
import dev.cistern.model.Stacks;
import dev.cistern.model.Strings;
import java.util.Arrays;
import java.util.List;

/**
 * The samples of a text while it is read: a line of values and addresses, then comments with labels
 * and the frames by name.
 *
 * <p>The frames of a sample are those of the comments where there are any: Go leaves out the
 * runtime's own functions at the leaf there. Else they are the addresses, each moved back by one to
 * lie in the call and not behind it.
 */
final class TextProfile {
  private static final int SAMPLE_BYTES = 200;
  private static final int FRAME_BYTES = 100;

  private final Strings strings = new Strings();
  private final Stacks stacks = new Stacks(strings);
  private final Labels labels = new Labels(strings);
  private final Profile.Builder builder;
  private final Budget budget;
  private final DamageLog log;

  private long[] values = new long[0];
  private boolean open;
  private long[] addresses = new long[64];
  private int addressCount;
  private int[] frames = new int[64];
  private int frameCount;

  TextProfile(List<SampleType> types, Budget budget, DamageLog log) {
    builder = new Profile.Builder(types, stacks, labels);
    this.budget = budget;
    this.log = log;
  }

  /** Begins a sample; the scanner stands before its addresses. */
  boolean begin(LineScanner line, int offset, long... sampleValues) {
    end();
    addressCount = 0;
    while (line.succeeded() && !line.atEnd()) {
      long address = line.address();
      if (addressCount == Budget.STACK_FRAMES_MAX) {
        log.add(offset, "at most %d addresses".formatted(addressCount), "more");
        break;
      }
      if (addressCount == addresses.length) {
        addresses = Arrays.copyOf(addresses, addressCount * 2);
      }
      addresses[addressCount++] = address;
    }
    if (!line.succeeded()) {
      return false;
    }
    if (!budget.take(SAMPLE_BYTES + (long) FRAME_BYTES * addressCount)) {
      log.add(offset, "samples that fit into the heap", "more");
      return true;
    }
    values = sampleValues;
    frameCount = 0;
    open = true;
    return true;
  }

  /** Adds a number as a label of the open sample. */
  void label(String key, long number) {
    if (open) {
      labels.add(strings.intern(key), 0, number, 0);
    }
  }

  /** Takes what a comment says of the open sample. */
  void comment(String line, int offset) {
    if (!open) {
      return;
    }
    if (line.startsWith("# labels: ")) {
      LabelText.read(line.substring("# labels: ".length()), this::textLabel);
    } else if (line.startsWith("#\t0x")) {
      frame(line, offset);
    }
  }

  private void textLabel(String key, String text) {
    if (budget.take(FRAME_BYTES + 3L * (key.length() + text.length()))) {
      labels.add(strings.intern(key), strings.intern(text), 0, 0);
    }
  }

  /** {@code #\t0x5c8fb4\tmain.wait+0x14\t\tlab/main.go:88}. */
  private void frame(String line, int offset) {
    String[] parts = line.split("\t+", 4);
    LineScanner scanner = new LineScanner(parts[1]);
    long address = scanner.address();
    if (!scanner.succeeded()
        || frameCount == Budget.STACK_FRAMES_MAX
        || !budget.take(FRAME_BYTES + 6L * line.length())) {
      log.add(offset, "a frame of a sample", "none that can be read");
      return;
    }
    int function = 0;
    int file = 0;
    int number = 0;
    if (parts.length > 2) {
      int plus = parts[2].lastIndexOf("+0x");
      String name = plus > 0 ? parts[2].substring(0, plus) : parts[2];
      function = strings.intern(FunctionNames.shown(name));
    }
    if (parts.length > 3) {
      SourceLine source = SourceLine.of(parts[3]);
      file = strings.intern(source.file());
      number = source.line();
    }
    add(stacks.frame(function, file, number, 0, Language.GO, address, false));
  }

  private void add(int frame) {
    if (frameCount == frames.length) {
      frames = Arrays.copyOf(frames, frameCount * 2);
    }
    frames[frameCount++] = frame;
  }

  /** Ends the open sample, if there is one. */
  void end() {
    if (!open) {
      return;
    }
    open = false;
    if (frameCount == 0) {
      for (int i = 0; i < addressCount; i++) {
        add(stacks.frame(0, 0, 0, 0, Language.GO, addresses[i] - 1, false));
      }
    }
    builder.add(stacks.stack(frames, frameCount), labels.end(), values);
  }

  Profile build(Profile.Header header) {
    end();
    return builder.header(header).build();
  }

  /** How many samples there are so far. */
  int count() {
    return builder.sampleCount() + (open ? 1 : 0);
  }
}
