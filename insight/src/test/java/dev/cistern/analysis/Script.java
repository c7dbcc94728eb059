package dev.cistern.analysis;

import dev.cistern.catalogue.Catalogue;
import dev.cistern.model.DiagnosisResult;
import dev.cistern.model.EventKind;
import dev.cistern.model.EventRow;
import dev.cistern.model.Evidence;
import dev.cistern.model.Finding;
import dev.cistern.model.Language;
import dev.cistern.model.PoolEventName;
import dev.cistern.model.RuntimeState;
import dev.cistern.model.Severity;
import dev.cistern.model.Snapshot;
import dev.cistern.model.Stacks;
import dev.cistern.model.Strings;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** A recording of ten seconds that a test writes event by event, and its diagnosis. */
final class Script {
  static final long MILLI = 1_000_000;
  static final long SECOND = 1000 * MILLI;

  private final ScriptedTimeline timeline;

  Script(Language language) {
    timeline = new ScriptedTimeline(language);
  }

  int stack(String written) {
    return ScriptedProfile.stackOf(timeline.stacks(), timeline.language(), written);
  }

  Script taken(long atNanos, long address, int stack) {
    return add(pool(EventKind.POOL_ACQUIRE, atNanos, address, "chunk pooled").stack(stack));
  }

  Script released(long atNanos, long address) {
    return add(pool(EventKind.POOL_RELEASE, atNanos, address, ""));
  }

  Script reallocated(long atNanos, long address) {
    return add(pool(EventKind.POOL_RELEASE, atNanos, address, "reallocated"));
  }

  /** An operation of a Go pool, as a build with pool events tells it. */
  Script operation(EventKind kind, long atNanos, long object, PoolEventName name, String stage) {
    return add(
        new EventRow()
            .start(kind, timeline.text(name.text()), atNanos)
            .pool(0xc000)
            .object(object)
            .task(1)
            .stack(stack("sync.(*Pool).Get ; main.serve"))
            .text(timeline.text(stage)));
  }

  private EventRow pool(EventKind kind, long atNanos, long address, String stage) {
    return new EventRow()
        .start(kind, 0, atNanos)
        .pool(timeline.text("io.netty.buffer.PooledByteBufAllocator"))
        .object(address)
        .value(4096)
        .text(timeline.text(stage));
  }

  Script allocated(long atNanos, long task, int stack, long bytes) {
    return add(
        new EventRow()
            .start(EventKind.ALLOCATION_SAMPLE, 0, atNanos)
            .task(task)
            .stack(stack)
            .value(bytes));
  }

  Script ended(long atNanos, long task) {
    return add(new EventRow().start(EventKind.TASK_ENDED, 0, atNanos).task(task));
  }

  Script held(long address, long bytes, int stack, String path) {
    return add(
        new EventRow()
            .start(EventKind.OBJECT_HELD, 0, 9 * SECOND)
            .object(address)
            .value(bytes)
            .stack(stack)
            .text(timeline.text(path)));
  }

  Script heldSince(
      long sinceNanos, long endNanos, long address, long bytes, int stack, String path) {
    return add(
        new EventRow()
            .start(EventKind.OBJECT_HELD, 0, sinceNanos)
            .durationNanos(endNanos - sinceNanos)
            .object(address)
            .value(bytes)
            .stack(stack)
            .text(timeline.text(path)));
  }

  Script started(long atNanos, long task, int stack) {
    return add(new EventRow().start(EventKind.TASK_CREATED, 0, atNanos).object(task).stack(stack));
  }

  Script waited(long atNanos, long durationNanos, long task, int stack) {
    return add(
        new EventRow()
            .start(EventKind.TASK_WAITING, 0, atNanos)
            .durationNanos(durationNanos)
            .task(task)
            .stack(stack));
  }

  Script stop(long atNanos, long durationNanos, String type, String text) {
    return add(
        new EventRow()
            .start(EventKind.STOP, timeline.text(type), atNanos)
            .durationNanos(durationNanos)
            .text(timeline.text(text)));
  }

  Script event(EventKind kind, long atNanos, long durationNanos, String text) {
    return add(
        new EventRow()
            .start(kind, 0, atNanos)
            .durationNanos(durationNanos)
            .text(timeline.text(text)));
  }

  Script lost() {
    return add(new EventRow().start(EventKind.LOG, timeline.text("jdk.DataLoss"), 0));
  }

  private Script add(EventRow row) {
    timeline.add(row);
    return this;
  }

  DiagnosisResult diagnose() throws IOException {
    return diagnose(OptionalLong.empty(), List.of());
  }

  DiagnosisResult diagnose(OptionalLong requests, List<Evidence> more) throws IOException {
    Evidence own =
        new Evidence(
            "r.jfr",
            "jfr",
            ScriptedProfile.noFacts(),
            Optional.empty(),
            Optional.of(timeline),
            Optional.empty(),
            List.of());
    List<Evidence> all = new ArrayList<>(more);
    all.add(own);
    return diagnose(all, requests);
  }

  static DiagnosisResult diagnose(List<Evidence> members, OptionalLong requests)
      throws IOException {
    return new Diagnosis(Catalogue.shipped(), requests).run(Snapshot.of(members), "test");
  }

  /** Evidence that only states what the runtime was told. */
  static Evidence state(Map<String, String> properties) {
    RuntimeState state =
        new RuntimeState(
            Language.JVM,
            Optional.empty(),
            List.of(),
            List.of(),
            List.of(),
            new Stacks(new Strings()),
            properties);
    return new Evidence(
        "s",
        "jfr",
        ScriptedProfile.noFacts(),
        Optional.empty(),
        Optional.empty(),
        Optional.of(state),
        List.of());
  }

  /** Findings that are more than information. */
  static List<Finding> faults(DiagnosisResult result) {
    return result.findings().stream()
        .filter(finding -> finding.severity() != Severity.INFO)
        .toList();
  }

  static List<String> rules(DiagnosisResult result) {
    return faults(result).stream().map(finding -> finding.rule().id()).toList();
  }
}
