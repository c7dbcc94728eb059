package dev.cistern.model;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Facts of a runtime at one moment, or that hold for a whole recording.
 *
 * @param language whose runtime
 * @param memory memory statistics, where the evidence has them
 * @param stops the runtime's own history of stops for collection, oldest first
 * @param sizeClasses slots by size class, where the evidence has them
 * @param tasks the goroutines or threads of a dump, clustered by state and stack
 * @param stacks the table of the tasks' stacks
 * @param properties what else is stated, by the evidence's own names: version, command line, flags
 */
public record RuntimeState(
    Language language,
    Optional<Memory> memory,
    List<Stop> stops,
    List<SizeClass> sizeClasses,
    List<TaskGroup> tasks,
    Stacks stacks,
    Map<String, String> properties) {

  /**
   * Memory in bytes and counts since the start of the process, named as Go's MemStats does.
   *
   * @param heapAllocBytes in use by live and not yet swept objects
   * @param heapInuseBytes in spans that hold at least one object
   * @param heapSysBytes taken from the operating system for the heap
   * @param totalAllocBytes allocated since the start
   * @param mallocs objects allocated since the start
   * @param frees objects freed since the start
   * @param heapObjects live objects
   * @param nextGcBytes the heap size at which the next collection starts
   * @param collections completed since the start
   * @param stoppedNanos stopped for collection since the start
   */
  public record Memory(
      long heapAllocBytes,
      long heapInuseBytes,
      long heapSysBytes,
      long totalAllocBytes,
      long mallocs,
      long frees,
      long heapObjects,
      long nextGcBytes,
      long collections,
      long stoppedNanos) {}

  /** One stop; {@code wallEndNanos} since the epoch, 0 where it is not known. */
  public record Stop(long wallEndNanos, long durationNanos) {}

  /** Objects of one size class since the start of the process. */
  public record SizeClass(long slotBytes, long mallocs, long frees) {}

  /**
   * Tasks in the same state at the same stack.
   *
   * @param state as the runtime prints it, such as {@code chan receive} or {@code WAITING}
   * @param count how many
   * @param longestWaitNanos the longest stated wait among them, 0 where none is stated
   * @param stack a number of the state's stacks
   * @param createdBy the function that started them, empty where it is not known
   * @param createdAt the place of that call, {@link Place#UNKNOWN} where it is not known
   * @param name what their names have in common, digits as {@code #}; empty where they have none
   */
  public record TaskGroup(
      String state,
      long count,
      long longestWaitNanos,
      int stack,
      String createdBy,
      Place createdAt,
      String name) {}
}
