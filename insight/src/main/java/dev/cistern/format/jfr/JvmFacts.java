package dev.cistern.format.jfr;

import dev.cistern.format.jfr.Layout.Step;
import dev.cistern.format.jfr.Metadata.Type;
import dev.cistern.model.Labels;
import dev.cistern.model.Strings;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What a recording states about its JVM, by key: the {@code properties} of its {@code
 * RuntimeState}. {@link #TABLE} lists the keys; the package's page explains them.
 */
final class JvmFacts {
  /**
   * One event type's contribution.
   *
   * @param keyLeaf the leaf whose text is appended to {@code key}, empty for none
   */
  private record Fact(String event, String key, String keyLeaf, String valueLeaf) {}

  private static final List<Fact> TABLE =
      List.of(
          new Fact("jdk.JVMInformation", "jvm.name", "", "jvmName"),
          new Fact("jdk.JVMInformation", "jvm.version", "", "jvmVersion"),
          new Fact("jdk.JVMInformation", "jvm.args", "", "jvmArguments"),
          new Fact("jdk.JVMInformation", "jvm.flags", "", "jvmFlags"),
          new Fact("jdk.JVMInformation", "jvm.pid", "", "pid"),
          new Fact("jdk.JVMInformation", "jvm.startMillis", "", "jvmStartTime"),
          new Fact("jdk.JVMInformation", "java.args", "", "javaArguments"),
          new Fact("jdk.GCConfiguration", "gc.young", "", "youngCollector"),
          new Fact("jdk.GCConfiguration", "gc.old", "", "oldCollector"),
          new Fact("jdk.GCConfiguration", "gc.parallelThreads", "", "parallelGCThreads"),
          new Fact("jdk.GCHeapConfiguration", "heap.min", "", "minSize"),
          new Fact("jdk.GCHeapConfiguration", "heap.max", "", "maxSize"),
          new Fact("jdk.GCHeapConfiguration", "heap.initial", "", "initialSize"),
          new Fact("jdk.CPUInformation", "cpu.name", "", "cpu"),
          new Fact("jdk.CPUInformation", "cpu.cores", "", "cores"),
          new Fact("jdk.CPUInformation", "cpu.hwThreads", "", "hwThreads"),
          new Fact("jdk.OSInformation", "os.version", "", "osVersion"),
          new Fact("jdk.BooleanFlag", "flag:", "name", "value"),
          new Fact("jdk.IntFlag", "flag:", "name", "value"),
          new Fact("jdk.UnsignedIntFlag", "flag:", "name", "value"),
          new Fact("jdk.LongFlag", "flag:", "name", "value"),
          new Fact("jdk.UnsignedLongFlag", "flag:", "name", "value"),
          new Fact("jdk.StringFlag", "flag:", "name", "value"));

  private static final String SETTING = "jdk.ActiveSetting";
  private static final int ENTRIES_MAX = 1 << 14;
  private static final int TEXT_CHARS_MAX = 1 << 14;

  private final Map<String, String> properties = new TreeMap<>();
  private final Metadata metadata;
  private final Resolver resolver;
  private final Map<Long, List<Reading>> readings = new HashMap<>();
  private final Map<Long, Reading> settings = new HashMap<>();

  /**
   * A fact compiled for a chunk; leaves are the key's end, the value and a setting's event type.
   */
  private record Reading(String key, Program program, long[] values) {}

  private JvmFacts(Metadata metadata, Constants constants) {
    this.metadata = metadata;
    Strings strings = new Strings();
    resolver = new Resolver(metadata, constants, strings, new Labels(strings));
    for (Type type : metadata.types()) {
      String event = EventTable.canonical(type.name());
      if (event.equals(SETTING)) {
        settings.put(type.id(), reading("setting:", type, "name", "value", "id"));
      }
      List<Reading> ofType =
          TABLE.stream()
              .filter(fact -> fact.event().equals(event))
              .map(fact -> reading(fact.key(), type, fact.keyLeaf(), fact.valueLeaf(), ""))
              .toList();
      if (!ofType.isEmpty()) {
        readings.put(type.id(), ofType);
      }
    }
  }

  private Reading reading(String key, Type type, String... leaves) {
    return new Reading(key, metadata.program(type.id(), List.of(leaves)), new long[leaves.length]);
  }

  /** Reads the facts that stand in a chunk. */
  static Map<String, String> read(ChunkReader reader, Metadata metadata, Constants constants)
      throws IOException {
    JvmFacts facts = new JvmFacts(metadata, constants);
    reader.walk((body, typeId, _) -> facts.event(body, typeId));
    facts.derive();
    return facts.properties;
  }

  private void event(Cursor body, long typeId) {
    int start = body.pos();
    Reading setting = settings.get(typeId);
    if (setting != null) {
      setting.program().read(body, setting.values(), resolver);
      setting(setting);
      return;
    }
    for (Reading reading : readings.getOrDefault(typeId, List.of())) {
      body.pos(start);
      reading.program().read(body, reading.values(), resolver);
      if (!body.overrun()) {
        put(reading.key() + text(reading, 0), text(reading, 1));
      }
    }
  }

  /** {@code setting:jdk.ThreadPark#threshold}; async-profiler's own become {@code profiler.…}. */
  private void setting(Reading reading) {
    String name = text(reading, 0);
    Optional<Type> of = metadata.type(reading.values()[2]);
    boolean isProfiler =
        of.isPresent()
            && EventTable.canonical(of.get().name()).equals("jdk.ActiveRecording")
            && metadata
                .typeNamed("profiler.Window")
                .or(() -> metadata.typeNamed("profiler.Log"))
                .isPresent();
    if (isProfiler) {
      put("profiler." + name, text(reading, 1));
    }
    of.ifPresent(
        type -> put("setting:" + EventTable.canonical(type.name()) + "#" + name, text(reading, 1)));
  }

  private String text(Reading reading, int leaf) {
    if (!reading.program().has(leaf)) {
      return "";
    }
    Step step = reading.program().step(leaf);
    long value = reading.values()[leaf];
    return switch (step.kind()) {
      case STRING, REFERENCE -> resolver.strings().get(resolver.text(step, value));
      case INTEGER -> Long.toString(value);
      case FIXED -> step.width() == 1 ? Boolean.toString(value != 0) : Long.toString(value);
      case ARRAY, REFERENCES, UNKNOWN -> "";
    };
  }

  private void put(String key, String value) {
    if (properties.size() < ENTRIES_MAX) {
      properties.putIfAbsent(
          key, value.length() > TEXT_CHARS_MAX ? value.substring(0, TEXT_CHARS_MAX) : value);
    }
  }

  private void derive() {
    String young = properties.getOrDefault("gc.young", "");
    String old = properties.getOrDefault("gc.old", "");
    String name =
        switch (young) {
          case "G1New" -> "G1";
          case "ParallelScavenge" -> "Parallel";
          case "DefNew" -> "Serial";
          case "ParNew" -> "CMS";
          default -> young.startsWith("Z") || old.startsWith("Z") ? "ZGC" : old;
        };
    if (!name.isEmpty()) {
      put("gc.name", name);
    }
  }
}
