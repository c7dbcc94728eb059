package dev.cistern.report.pprof;

import dev.cistern.model.Labels;
import dev.cistern.model.Profile;
import dev.cistern.model.SampleType;
import dev.cistern.model.Stacks;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.zip.GZIPOutputStream;

/**
 * Writes any profile as gzipped profile.proto; the same profile gives the same bytes.
 *
 * <p>Functions are written without a system name: the names of the model are those to show, and
 * {@code go tool pprof} shortens only names that equal the system's.
 */
public final class PprofWriter {
  private static final int SAMPLE_TYPE = 1;
  private static final int SAMPLE = 2;
  private static final int STRING = 6;
  private static final int DROP_FRAMES = 7;
  private static final int KEEP_FRAMES = 8;
  private static final int TIME_NANOS = 9;
  private static final int DURATION_NANOS = 10;
  private static final int PERIOD_TYPE = 11;
  private static final int PERIOD = 12;
  private static final int COMMENT = 13;
  private static final int DEFAULT_SAMPLE_TYPE = 14;

  private final Profile profile;
  private final Stacks stacks;
  private final Labels labels;
  private final OutputStream out;
  private final TextTable texts = new TextTable();
  private final Locations locations;
  private final Message sample = new Message();
  private final Message list = new Message();
  private final Message label = new Message();

  private PprofWriter(Profile profile, OutputStream out) {
    this.profile = profile;
    this.out = out;
    stacks = profile.stacks();
    labels = profile.labels();
    locations = new Locations(stacks, texts);
  }

  /** Writes to {@code out}, which stays open. */
  public static void write(Profile profile, OutputStream out) throws IOException {
    GZIPOutputStream gzip = new GZIPOutputStream(out, 1 << 16);
    BufferedOutputStream buffered = new BufferedOutputStream(gzip, 1 << 16);
    new PprofWriter(profile, buffered).write();
    buffered.flush();
    gzip.finish();
  }

  private void write() throws IOException {
    for (SampleType type : profile.sampleTypes()) {
      type(type).writeTo(out, SAMPLE_TYPE);
    }
    for (int i = 0; i < profile.sampleCount(); i++) {
      sample(i);
    }
    locations.writeTo(out);
    header();
    for (String text : texts.all()) {
      Message.writeText(out, STRING, text);
    }
  }

  private Message type(SampleType type) {
    return new Message().number(1, texts.id(type.type())).number(2, texts.id(type.unit()));
  }

  private void sample(int number) throws IOException {
    sample.clear();
    list.clear();
    locations.appendTo(list, profile.stackOf(number));
    sample.message(1, list);
    list.clear();
    for (int type = 0; type < profile.sampleTypes().size(); type++) {
      list.element(profile.value(number, type));
    }
    sample.message(2, list);
    int set = profile.labelsOf(number);
    for (int i = 0; i < labels.count(set); i++) {
      label.clear();
      label
          .number(1, text(labels.keyId(set, i)))
          .number(2, text(labels.textId(set, i)))
          .number(3, labels.number(set, i))
          .number(4, text(labels.unitId(set, i)));
      sample.message(3, label);
    }
    sample.writeTo(out, SAMPLE);
  }

  private long text(int id) {
    return id == 0 ? 0 : texts.id(stacks.strings().get(id));
  }

  private void header() throws IOException {
    Profile.Header header = profile.header();
    Message fields = new Message();
    fields
        .number(DROP_FRAMES, texts.id(header.dropFrames()))
        .number(KEEP_FRAMES, texts.id(header.keepFrames()))
        .number(TIME_NANOS, header.timeNanos())
        .number(DURATION_NANOS, header.durationNanos());
    header.periodType().ifPresent(type -> fields.message(PERIOD_TYPE, type(type)));
    fields.number(PERIOD, header.period());
    for (String comment : header.comments()) {
      fields.number(COMMENT, texts.id(comment));
    }
    fields.number(DEFAULT_SAMPLE_TYPE, texts.id(header.defaultSampleType()));
    fields.writeTo(out);
  }
}
