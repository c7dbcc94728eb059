/**
 * JDK Flight Recorder's recordings, read by the metadata they carry.
 *
 * <p>A recording is a row of {@linkplain dev.cistern.format.jfr.Chunk chunks}, each complete in
 * itself: events, the types that describe them, and pools of constants that they refer to. One
 * chunk is worked on at a time. What an event type becomes in the model is one line of {@link
 * dev.cistern.format.jfr.EventTable}.
 *
 * <p>Columns: {@code task} is the Java thread's id, of a thread that is not Java's the negative of
 * its system id; {@code thread} is the system id, 0 for an unmounted virtual thread; the label
 * {@code thread} is its name. The fields marked {@code jdk.jfr.Contextual} of the events around an
 * event on its thread are labels too, by the fields' names. {@code pool} of a Netty event is the
 * string number of its allocator's class. Classes are written as in source ({@code byte[]}, {@code
 * java.util.Map$Entry}).
 *
 * <p>The runtime state's properties, where the recording states them:
 *
 * <ul>
 *   <li>{@code jvm.name}, {@code jvm.version}, {@code jvm.args}, {@code jvm.flags}, {@code
 *       jvm.pid}, {@code jvm.startMillis}, {@code java.args}
 *   <li>{@code gc.name} (G1, Parallel, Serial, ZGC, Shenandoah …), {@code gc.young}, {@code
 *       gc.old}, {@code gc.parallelThreads}
 *   <li>{@code heap.min}, {@code heap.max}, {@code heap.initial} in bytes
 *   <li>{@code cpu.name}, {@code cpu.cores}, {@code cpu.hwThreads}, {@code os.version}
 *   <li>{@code flag:NAME} of every flag event, such as {@code flag:UseCompressedOops}
 *   <li>{@code setting:EVENT#NAME}, such as {@code setting:jdk.ObjectAllocationSample#throttle} or
 *       {@code setting:jdk.ThreadPark#threshold}
 *   <li>{@code profiler.NAME} of async-profiler's own settings, such as {@code profiler.interval}
 * </ul>
 */
@NullMarked
package dev.cistern.format.jfr;

import org.jspecify.annotations.NullMarked;
