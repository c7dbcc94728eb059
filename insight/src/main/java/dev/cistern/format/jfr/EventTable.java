package dev.cistern.format.jfr;

import static dev.cistern.model.EventKind.ALLOCATION_SAMPLE;
import static dev.cistern.model.EventKind.ALLOCATION_TLAB;
import static dev.cistern.model.EventKind.CPU_SAMPLE;
import static dev.cistern.model.EventKind.GC_CYCLE;
import static dev.cistern.model.EventKind.GC_PHASE;
import static dev.cistern.model.EventKind.HEAP_GOAL;
import static dev.cistern.model.EventKind.HEAP_LIVE;
import static dev.cistern.model.EventKind.IO;
import static dev.cistern.model.EventKind.LOCK_WAIT;
import static dev.cistern.model.EventKind.LOG;
import static dev.cistern.model.EventKind.OBJECT_ALLOCATED;
import static dev.cistern.model.EventKind.OBJECT_FREED;
import static dev.cistern.model.EventKind.OBJECT_HELD;
import static dev.cistern.model.EventKind.POOL_ACQUIRE;
import static dev.cistern.model.EventKind.POOL_DROP;
import static dev.cistern.model.EventKind.POOL_MISS;
import static dev.cistern.model.EventKind.POOL_RELEASE;
import static dev.cistern.model.EventKind.POOL_TRIM;
import static dev.cistern.model.EventKind.REGION;
import static dev.cistern.model.EventKind.STOP;
import static dev.cistern.model.EventKind.TASK_CREATED;
import static dev.cistern.model.EventKind.TASK_ENDED;
import static dev.cistern.model.EventKind.TASK_WAITING;
import static dev.cistern.model.EventKind.WALL_SAMPLE;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The event types that mean something to an analysis, of all JDKs and writers at once: one line for
 * what a type becomes. Types that are not listed are counted and passed over.
 *
 * <p>JDK 9 calls its events {@code com.oracle.jdk.…}; they are looked up as {@code jdk.…}.
 */
final class EventTable {
  private static final String JDK_9_PREFIX = "com.oracle.jdk.";

  private static final List<Row> ROWS =
      List.of(
          // Allocation: the first is throttled and weighted, the others are each buffer or each
          // object outside; a recording may hold both, of the same allocations.
          Row.of("jdk.ObjectAllocationSample", ALLOCATION_SAMPLE)
              .value("weight")
              .text("objectClass"),
          Row.of("jdk.ObjectAllocationInNewTLAB", ALLOCATION_TLAB)
              .value("tlabSize")
              .text("objectClass"),
          Row.of("jdk.ObjectAllocationOutsideTLAB", ALLOCATION_TLAB)
              .value("allocationSize")
              .text("objectClass"),
          Row.of("jdk.OldObjectSample", OBJECT_HELD)
              .value("objectSize")
              .text("object")
              .also("allocationTime", "root")
              .then(Shapes::heldObject),
          Row.of("profiler.LiveObject", OBJECT_HELD)
              .value("allocationSize")
              .text("objectClass")
              .also("allocationTime")
              .then(Shapes::liveObject),
          Row.of("profiler.Malloc", OBJECT_ALLOCATED).value("size").object("address"),
          Row.of("profiler.Free", OBJECT_FREED).object("address"),

          // Samples.
          Row.of("jdk.ExecutionSample", CPU_SAMPLE).text("state").then(Shapes::executionSample),
          Row.of("jdk.ExecutionSample", WALL_SAMPLE).text("state").then(Shapes::wallExecution),
          Row.of("jdk.CPUTimeSample", CPU_SAMPLE)
              .value("samplingPeriod")
              .then(Shapes::cpuTimeSample),
          Row.of("jdk.NativeMethodSample", WALL_SAMPLE)
              .text("state")
              .then(Shapes::nativeMethodSample),
          Row.of("profiler.WallClockSample", WALL_SAMPLE)
              .value("samples")
              .text("state")
              .then(Shapes::wallClockSample),

          // Waiting.
          Row.of("jdk.JavaMonitorEnter", LOCK_WAIT).text("monitorClass").object("address"),
          Row.of("jdk.ThreadPark", LOCK_WAIT)
              .text("parkedClass")
              .object("address")
              .then(Shapes::parkedOnLock),
          Row.of("jdk.ThreadPark", TASK_WAITING).text("parkedClass").then(Shapes::parked),
          Row.of("jdk.JavaMonitorWait", TASK_WAITING)
              .text("monitorClass")
              .then(Shapes::monitorWait),
          Row.of("jdk.ThreadSleep", TASK_WAITING).then(Shapes::sleep),
          Row.of("jdk.VirtualThreadPinned", TASK_WAITING).text("pinnedReason").then(Shapes::pinned),

          // Threads.
          Row.of("jdk.ThreadStart", TASK_CREATED)
              .thread("parentThread|eventThread")
              .also("thread")
              .then(Shapes::threadStart),
          Row.of("jdk.ThreadEnd", TASK_ENDED).thread("thread|eventThread"),
          Row.of("jdk.VirtualThreadStart", TASK_CREATED).object("javaThreadId"),
          Row.of("jdk.VirtualThreadEnd", TASK_ENDED)
              .object("javaThreadId")
              .then(Shapes::virtualThreadEnd),

          // Collections and stops. A pause is the stop; its levels are phases.
          Row.of("jdk.GarbageCollection", GC_CYCLE)
              .value("gcId")
              .text("name")
              .also("cause")
              .then(Shapes::collection),
          Row.of("jdk.GCPhasePause", STOP).value("gcId").text("name"),
          Row.of("jdk.GCPhasePauseLevel1", GC_PHASE).value("gcId").text("name"),
          Row.of("jdk.GCPhasePauseLevel2", GC_PHASE).value("gcId").text("name"),
          Row.of("jdk.GCPhasePauseLevel3", GC_PHASE).value("gcId").text("name"),
          Row.of("jdk.GCPhasePauseLevel4", GC_PHASE).value("gcId").text("name"),
          Row.of("jdk.GCPhaseConcurrent", GC_PHASE).value("gcId").text("name"),
          Row.of("jdk.GCPhaseConcurrentLevel1", GC_PHASE).value("gcId").text("name"),
          Row.of("jdk.SafepointBegin", STOP).then(Shapes::reachingSafepoint),
          Row.of("jdk.ExecuteVMOperation", STOP)
              .text("operation")
              .also("safepoint")
              .then(Shapes::stoppedForOther),

          // The heap.
          Row.of("jdk.GCHeapSummary", HEAP_LIVE)
              .value("heapUsed")
              .text("when")
              .then(Shapes::beforeOrAfter),
          Row.of("jdk.GCHeapSummary", HEAP_GOAL).value("heapSpace.committedSize"),
          Row.of("jdk.GCHeapMemoryUsage", HEAP_LIVE).value("used"),
          Row.of("jdk.GCHeapMemoryUsage", HEAP_GOAL).value("committed"),

          // Input and output.
          Row.of("jdk.FileRead", IO).value("bytesRead").text("path"),
          Row.of("jdk.FileWrite", IO).value("bytesWritten").text("path"),
          Row.of("jdk.FileForce", IO).text("path"),
          Row.of("jdk.SocketRead", IO)
              .value("bytesRead")
              .text("host")
              .also("address", "port")
              .then(Shapes::peer),
          Row.of("jdk.SocketWrite", IO)
              .value("bytesWritten")
              .text("host")
              .also("address", "port")
              .then(Shapes::peer),
          Row.of("jdk.MethodTrace", REGION).text("method"),

          // What the recorder says of itself: it had to drop so many bytes of events.
          Row.of("jdk.DataLoss", LOG).value("amount"),

          // Cistern's own pool. A taking that had to be made new is a Miss beside its Acquire.
          Row.of("dev.cistern.pool.Acquire", POOL_ACQUIRE)
              .value("bytes")
              .object("object")
              .pool("pool")
              .text("stage")
              .then(Shapes::namedPool),
          Row.of("dev.cistern.pool.Release", POOL_RELEASE)
              .value("bytes")
              .object("object")
              .pool("pool")
              .then(Shapes::namedPool),
          Row.of("dev.cistern.pool.Miss", POOL_MISS)
              .value("bytes")
              .object("object")
              .pool("pool")
              .text("stage")
              .then(Shapes::namedPool),
          Row.of("dev.cistern.pool.Drop", POOL_DROP)
              .value("bytes")
              .object("object")
              .pool("pool")
              .text("reason")
              .then(Shapes::namedPool),
          Row.of("dev.cistern.pool.Trim", POOL_TRIM)
              .value("bytes")
              .pool("pool")
              .then(Shapes::namedPool),

          // Netty's allocators: buffers are taken and given back, chunks are what the pool makes
          // for
          // them and lets go. ReturnChunk only moves a chunk within the pool.
          Row.of("io.netty.AllocateBuffer", POOL_ACQUIRE)
              .value("maxFastCapacity|size")
              .object("address")
              .pool("allocatorType")
              .also("chunkPooled", "chunkThreadLocal")
              .then(Shapes::nettyBuffer),
          Row.of("io.netty.FreeBuffer", POOL_RELEASE)
              .value("maxFastCapacity|size")
              .object("address")
              .pool("allocatorType")
              .then(Shapes::namedPool),
          Row.of("io.netty.ReallocateBuffer", POOL_RELEASE)
              .value("maxFastCapacity|size")
              .object("address")
              .pool("allocatorType")
              .then(Shapes::nettyReallocation),
          Row.of("io.netty.AllocateChunk", POOL_MISS)
              .value("capacity")
              .object("address")
              .pool("allocatorType")
              .also("pooled", "threadLocal")
              .then(Shapes::nettyChunk),
          Row.of("io.netty.FreeChunk", POOL_TRIM)
              .value("capacity")
              .object("address")
              .pool("allocatorType")
              .also("pooled")
              .then(Shapes::nettyTrimmedChunk),
          Row.of("io.netty.FreeChunk", POOL_DROP)
              .value("capacity")
              .object("address")
              .pool("allocatorType")
              .also("pooled")
              .then(Shapes::nettyOneOffChunk));

  private static final Map<String, List<Row>> BY_EVENT =
      ROWS.stream().collect(Collectors.groupingBy(Row::event, HashMap::new, Collectors.toList()));

  private EventTable() {}

  /** What an event type becomes; nothing for types that no analysis wants. */
  static List<Row> rows(String event) {
    return BY_EVENT.getOrDefault(canonical(event), List.of());
  }

  /** An event's name as today's JDKs spell it. */
  static String canonical(String event) {
    return event.startsWith(JDK_9_PREFIX) ? "jdk." + event.substring(JDK_9_PREFIX.length()) : event;
  }
}
