package dev.cistern.analysis;

import dev.cistern.model.Evidence;
import dev.cistern.model.Facts;
import dev.cistern.model.Labels;
import dev.cistern.model.Language;
import dev.cistern.model.Profile;
import dev.cistern.model.SampleType;
import dev.cistern.model.Snapshot;
import dev.cistern.model.Stacks;
import dev.cistern.model.Strings;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** A profile written sample by sample, stacks as {@code leaf ; caller ; root}. */
final class ScriptedProfile {
  private final Language language;
  private final Stacks stacks;
  private final Profile.Builder builder;

  private ScriptedProfile(Language language, List<SampleType> types) {
    this.language = language;
    Strings strings = new Strings();
    stacks = new Stacks(strings);
    builder = new Profile.Builder(types, stacks, new Labels(strings));
  }

  static ScriptedProfile allocations(Language language) {
    return new ScriptedProfile(
        language,
        List.of(new SampleType("alloc_objects", "count"), new SampleType("alloc_space", "bytes")));
  }

  static ScriptedProfile of(Language language, String type, String unit) {
    return new ScriptedProfile(language, List.of(new SampleType(type, unit)));
  }

  ScriptedProfile over(long durationNanos, long periodBytes) {
    builder.header(
        new Profile.Header(
            0,
            durationNanos,
            Optional.of(new SampleType("space", "bytes")),
            periodBytes,
            "",
            "",
            "",
            List.of()));
    return this;
  }

  ScriptedProfile sample(String stack, long... values) {
    builder.add(stackOf(stacks, language, stack), 0, values);
    return this;
  }

  static int stackOf(Stacks stacks, Language language, String stack) {
    int[] frames =
        Arrays.stream(stack.split(" ; "))
            .mapToInt(name -> frame(stacks, language, name.strip()))
            .toArray();
    return stacks.stack(frames, frames.length);
  }

  /** A frame written {@code function} or {@code function@file:line}. */
  private static int frame(Stacks stacks, Language language, String written) {
    int at = written.indexOf('@');
    String function = at < 0 ? written : written.substring(0, at);
    int colon = written.lastIndexOf(':');
    String file = at < 0 ? "" : written.substring(at + 1, colon);
    int line = at < 0 ? 0 : Integer.parseInt(written, colon + 1, written.length(), 10);
    Strings strings = stacks.strings();
    return stacks.frame(
        strings.intern(function), strings.intern(file), line, 0, language, 0, false);
  }

  Profile build() {
    return builder.build();
  }

  Snapshot snapshot() {
    return Snapshot.of(List.of(Evidence.of("p.pb.gz", "pprof", noFacts(), build(), List.of())));
  }

  static Facts.Source noFacts() {
    return () ->
        new Facts("pprof", "", Optional.empty(), 0, new Facts.OfProfile(0, List.of()), List.of());
  }
}
