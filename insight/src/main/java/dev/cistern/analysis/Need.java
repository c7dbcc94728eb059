package dev.cistern.analysis;

import dev.cistern.model.EventKind;
import dev.cistern.model.Language;
import dev.cistern.model.Unanswered;
import java.util.function.Predicate;

/**
 * Evidence that an analysis cannot do without.
 *
 * @param missing what is missing, in words
 * @param collectGo how to collect it from a Go service
 * @param collectJvm how to collect it from a JVM
 * @param met whether the evidence is there
 */
public record Need(String missing, String collectGo, String collectJvm, Predicate<Dossier> met) {

  private static final String RECORD =
      "jcmd PID JFR.start duration=30s filename=recording.jfr settings=profile";

  /** Sampled allocations, of either world. */
  public static final Need ALLOCATIONS =
      new Need(
          "a profile of allocations",
          "curl -o allocs.pb.gz 'http://HOST:PORT/debug/pprof/allocs?seconds=30'",
          RECORD + " (it has jdk.ObjectAllocationSample)",
          dossier -> !dossier.allocations().isEmpty());

  /** Collections and stops over time. */
  public static final Need STOPS =
      new Need(
          "the stops for collection",
          "curl -o go.trace 'http://HOST:PORT/debug/pprof/trace?seconds=10', or"
              + " curl -o heap.txt 'http://HOST:PORT/debug/pprof/heap?debug=1'",
          RECORD + " (it has jdk.GarbageCollection and jdk.GCPhasePause)",
          dossier ->
              dossier.seen(EventKind.STOP) > 0
                  || dossier.seen(EventKind.GC_CYCLE) > 0
                  || dossier.states().stream().anyMatch(state -> !state.stops().isEmpty()));

  /** What pools did, from samples, from events or from what they hold. */
  public static final Need POOL_WORK =
      new Need(
          "allocations, pool events or held objects",
          "curl -o allocs.pb.gz 'http://HOST:PORT/debug/pprof/allocs'",
          RECORD
              + " (for exact figures of Netty's buffers add +io.netty.AllocateBuffer#enabled=true"
              + " +io.netty.FreeBuffer#enabled=true)",
          dossier ->
              !dossier.allocations().isEmpty()
                  || dossier.seen(EventKind.POOL_ACQUIRE) > 0
                  || dossier.seen(EventKind.OBJECT_HELD) > 0);

  /** Every operation of pools, with the object. */
  public static final Need POOL_EVENTS =
      new Need(
          "every operation of the pools, told one by one",
          "cistern go -- go build …, then"
              + " curl -o go.trace 'http://HOST:PORT/debug/pprof/trace?seconds=10'",
          RECORD
              + " +dev.cistern.pool.Acquire#enabled=true +dev.cistern.pool.Release#enabled=true"
              + " (Cistern's own pool), or +io.netty.AllocateBuffer#enabled=true"
              + " +io.netty.FreeBuffer#enabled=true (Netty)",
          dossier -> dossier.seen(EventKind.POOL_ACQUIRE) > 0);

  /** Each span and object of the heap, or the runtime's totals of them. */
  public static final Need HEAP_SLOTS =
      new Need(
          "the heap's objects and spans from the trace's start on, or Go's memory statistics",
          "start the service with GODEBUG=traceallocfree=1 (Go 1.23 or later; the start of a trace"
              + " then stops it for about 3 ms for each 10,000 objects), then curl -o go.trace"
              + " 'http://HOST:PORT/debug/pprof/trace?seconds=10'; totals: curl -o heap.txt"
              + " 'http://HOST:PORT/debug/pprof/heap?debug=1'",
          "a JVM's collectors move objects together; what is committed and not used is room to"
              + " allocate, not fragmentation",
          dossier ->
              dossier.seen(EventKind.SPAN_ALLOCATED) > 0
                  || dossier.states().stream()
                      .anyMatch(
                          state -> state.language() == Language.GO && state.memory().isPresent()));

  /** What each goroutine was doing over time. */
  public static final Need TASK_STATES =
      new Need(
          "goroutine states over time (an execution trace)",
          "curl -o go.trace 'http://HOST:PORT/debug/pprof/trace?seconds=10'",
          "a JVM does not record runnable virtual threads",
          dossier -> dossier.seen(EventKind.TASK_RUNNABLE) > 0);

  /** Which goroutines or threads there are, at several moments or as they start and end. */
  public static final Need TASKS =
      new Need(
          "goroutines or threads at several moments",
          "for i in 1 2 3 4 5 6 7; do curl -o dumps/$i.txt"
              + " 'http://HOST:PORT/debug/pprof/goroutine?debug=2'; sleep 30; done",
          "for i in 1 2 3 4 5 6 7; do jcmd PID Thread.dump_to_file -format=json"
              + " dumps/$i.json; sleep 30; done",
          dossier -> !dossier.taskSeries().isEmpty() || dossier.seen(EventKind.TASK_CREATED) > 0);

  /** What goroutines or threads wait for. */
  public static final Need WAITS =
      new Need(
          "what goroutines or threads wait for",
          "curl -o go.trace 'http://HOST:PORT/debug/pprof/trace?seconds=10', or goroutine dumps",
          RECORD + " (it has jdk.ThreadPark), or thread dumps",
          dossier ->
              !dossier.taskSeries().isEmpty()
                  || dossier.seen(EventKind.TASK_WAITING) > 0
                  || dossier.seen(EventKind.LOCK_WAIT) > 0);

  /** Objects that lived to the end, with what holds them. */
  public static final Need OLD_OBJECTS =
      new Need(
          "old objects with what holds them",
          "Go's profiles tell where live objects were made, never what holds them",
          RECORD + " path-to-gc-roots=true (it has jdk.OldObjectSample; ZGC records none)",
          dossier -> dossier.seen(EventKind.OBJECT_HELD) > 0);

  /** The question with what this need lacks. */
  Unanswered unanswered(String question, Dossier dossier) {
    boolean go = dossier.has(Language.GO);
    boolean jvm = dossier.has(Language.JVM);
    String how;
    if (go && !jvm) {
      how = collectGo;
    } else if (jvm && !go) {
      how = collectJvm;
    } else {
      how = "Go: " + collectGo + "; JVM: " + collectJvm;
    }
    return new Unanswered(question, missing, how);
  }
}
