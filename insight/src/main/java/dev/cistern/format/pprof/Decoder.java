package dev.cistern.format.pprof;

import dev.cistern.format.Arriving;
import dev.cistern.format.Content;
import dev.cistern.format.DamageLog;
import dev.cistern.model.Labels;
import dev.cistern.model.Profile;
import dev.cistern.model.SampleType;
import dev.cistern.model.Stacks;
import dev.cistern.model.Strings;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.FutureTask;

/** Makes a {@link Profile} of one profile.proto, as far as it is whole. */
final class Decoder {
  private static final int SAMPLE_BYTES = 16; // its stack, its labels
  private static final int VALUE_BYTES = 8;
  private static final int BATCH_BYTES = 1 << 20; // of samples that were not held

  private final Budget budget = Budget.ofHeap();
  private final DamageLog log;
  private final Strings table = new Strings();
  private final Stacks stacks = new Stacks(table);
  private final Labels labels = new Labels(table);
  private final StringTable strings;
  private final SampleRecords samples;
  private final Outline outline;

  Decoder(Arriving arriving, DamageLog log) {
    this.log = log;
    strings = new StringTable(table, budget, log);
    samples = new SampleRecords(arriving.bytes().length);
    outline = new Outline(arriving, strings, samples, log, budget);
  }

  /** The profile, or nothing if the bytes are none at all. */
  Optional<Profile> decode() throws IOException {
    Content content = outline.read();
    budget.lengthen(content.length());
    Outline.RawHeader header = outline.header();
    List<SampleType> types = types(header);
    if (types.isEmpty()) {
      return Optional.empty();
    }
    int each = SAMPLE_BYTES + VALUE_BYTES * types.size();
    int room = budget.reserve(outline.sampleCount(), each);
    Profile.Builder builder = new Profile.Builder(types, stacks, labels, room);
    Frames frames = new Frames(content.bytes(), outline, strings, stacks, budget, log);
    try (Beside beside = new Beside(samples.labelTotal())) {
      FutureTask<int[]> lists = new FutureTask<>(samples.stacks()::keepOnce);
      beside.execute(lists);
      LabelSets sets = new LabelSets(samples, strings, labels, budget, beside);
      frames.resolveInOrder();
      SampleMapping mapping = new SampleMapping(frames, sets, budget, log, builder, room);
      if (mapping.add(samples, Beside.result(lists), outline.sampleCount())) {
        sets.clear();
        samples.clear();
        rest(mapping, content.bytes());
      }
    }
    return Optional.of(builder.header(header(header)).build());
  }

  /** The samples that were not held: read now, and mapped a batch at a time. */
  private void rest(SampleMapping mapping, byte[] bytes) {
    int end = outline.wholeEnd();
    int at = outline.firstNotHeld();
    if (at < 0) {
      return;
    }
    Wire wire = new Wire(bytes, 0, end);
    boolean fits = true;
    while (fits && at < end) {
      wire.narrow(at, end);
      try {
        int tag = wire.tag();
        int body = wire.at();
        wire.skip(tag);
        int from = at;
        at = wire.at();
        if (tag == Field.SAMPLE) {
          wire.narrow(body, end);
          samples.add(wire, from);
        }
      } catch (Broken e) {
        e.tell(log); // of this sample alone; the next one stands where its length says
      }
      if (samples.heldBytes() > BATCH_BYTES) {
        fits = mapping.add(samples, samples.stacks().keepOnce(), outline.sampleCount());
        samples.clear();
      }
    }
    if (fits) {
      mapping.add(samples, samples.stacks().keepOnce(), outline.sampleCount());
    }
  }

  private List<SampleType> types(Outline.RawHeader header) {
    List<SampleType> types = new ArrayList<>();
    for (Outline.RawType raw : header.types()) {
      int type = strings.find(raw.type());
      String name = type < 0 ? "value %d".formatted(types.size() + 1) : table.get(type);
      types.add(new SampleType(name, strings.text(raw.unit())));
    }
    if (types.isEmpty() && outline.sampleCount() > 0) {
      log.add(outline.wholeEnd(), "sample types", "none (values are named by their place)");
      int count = Math.min(Budget.SAMPLE_TYPES_MAX, samples.firstValueCount());
      for (int i = 1; i <= count; i++) {
        types.add(new SampleType("value " + i, ""));
      }
    }
    return types;
  }

  private Profile.Header header(Outline.RawHeader raw) {
    Optional<SampleType> periodType =
        Optional.of(
                new SampleType(
                    strings.text(raw.periodType().type()), strings.text(raw.periodType().unit())))
            .filter(type -> !type.type().isEmpty() || !type.unit().isEmpty());
    return new Profile.Header(
        raw.timeNanos(),
        raw.durationNanos(),
        periodType,
        raw.period(),
        strings.text(raw.defaultSampleType()),
        strings.text(raw.dropFrames()),
        strings.text(raw.keepFrames()),
        raw.comments().stream().map(strings::text).toList());
  }
}
