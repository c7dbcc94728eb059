package dev.cistern.format.jfr;

import dev.cistern.format.DamageLog;
import dev.cistern.format.Format;
import dev.cistern.format.Head;
import dev.cistern.format.Input;
import dev.cistern.format.UnreadableException;
import dev.cistern.model.Damage;
import dev.cistern.model.Event;
import dev.cistern.model.EventKind;
import dev.cistern.model.EventVisitor;
import dev.cistern.model.Evidence;
import dev.cistern.model.Facts;
import dev.cistern.model.Language;
import dev.cistern.model.RuntimeState;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** JDK Flight Recorder's format, versions 1.0 (JDK 9) to 2.1, also gzipped. */
public final class JfrFormat implements Format {
  private static final String ID = "jfr";
  private static final int CHUNKS_FOR_FACTS_MAX = 4;

  private final int heldBytesMax;

  public JfrFormat() {
    this(Scan.heldBytesMax());
  }

  /** With chunks of more bytes read in parts instead of as a whole. */
  JfrFormat(int heldBytesMax) {
    this.heldBytesMax = heldBytesMax;
  }

  @Override
  public String id() {
    return ID;
  }

  @Override
  public Claim claims(Head head) {
    return head.startsWith("FLR\0") ? Claim.YES : Claim.NO;
  }

  @Override
  public Evidence read(Input input) throws IOException, UnreadableException {
    checkVersion(input);
    DamageLog damages = DamageLog.of(input.name());
    Source source = Sources.of(input, damages);
    Opening opening = new Opening(source, damages, heldBytesMax);
    List<Damage> damage = damages.list();
    Chunk first = opening.first();
    JfrTimeline timeline =
        new JfrTimeline(
            input.name(),
            source,
            first,
            Settings.of(opening.properties()),
            opening.metadata(),
            opening.known(),
            damage,
            heldBytesMax);
    RuntimeState state =
        new RuntimeState(
            Language.JVM,
            Optional.empty(),
            List.of(),
            List.of(),
            List.of(),
            timeline.stacks(),
            opening.properties());
    return new Evidence(
        input.name(),
        ID,
        new CountedOnce(timeline, first),
        Optional.empty(),
        Optional.of(timeline),
        Optional.of(state),
        damage);
  }

  private static void checkVersion(Input input) throws IOException, UnreadableException {
    byte[] head = input.head().bytes();
    if (head.length < 8) {
      throw new UnreadableException(
          input.name(), head.length, "a chunk header of 68 bytes", "the end of the file");
    }
    int major = ByteBuffer.wrap(head).getShort(4);
    int minor = ByteBuffer.wrap(head).getShort(6);
    if (major == 0) {
      throw new UnreadableException(
          input.name(),
          4,
          "a flight recording of version 1.0 to 2.1",
          "version 0.%d, as JDK 7 and 8 write it".formatted(minor));
    }
    if (major != 1 && major != 2) {
      throw new UnreadableException(
          input.name(),
          4,
          "a flight recording of version 1.0 to 2.1",
          "version %d.%d".formatted(major, minor));
    }
  }

  /** Reads the first chunks for what holds for all: the first header, metadata, the JVM's facts. */
  private static final class Opening {
    private Optional<Chunk> first = Optional.empty();
    private Optional<Metadata> metadata = Optional.empty();
    private final KnownMetadata known = new KnownMetadata();
    private final Map<String, String> properties = new TreeMap<>();

    Opening(Source source, DamageLog damages, int heldBytesMax)
        throws IOException, UnreadableException {
      long events = 0;
      try (Source.Access access = source.open()) {
        Chunks chunks = new Chunks(access, damages);
        Optional<Chunk> next = chunks.next();
        for (int i = 0; next.isPresent() && i < CHUNKS_FOR_FACTS_MAX; i++) {
          first = first.isPresent() ? first : next;
          ChunkReader reader = new ChunkReader(access, damages, heldBytesMax, next.get());
          events += read(reader, next.get(), damages);
          if (metadata.isPresent() && properties.containsKey("jvm.version")) {
            break;
          }
          next = chunks.next();
        }
      }
      if (first.isEmpty() || events == 0) {
        Damage damage =
            damages.list().isEmpty()
                ? new Damage("", Chunk.HEADER_BYTES, "events", "none")
                : damages.list().getFirst();
        throw new UnreadableException(damage);
      }
    }

    private long read(ChunkReader reader, Chunk chunk, DamageLog damages) throws IOException {
      reader.open(chunk);
      ChunkContents contents = ChunkContents.of(reader);
      Optional<Metadata> own = contents.metadata(reader, known);
      metadata = metadata.isPresent() ? metadata : own;
      if (own.isPresent()) {
        Constants constants = contents.constants(reader, own.get(), damages);
        JvmFacts.read(reader, own.get(), constants).forEach(properties::putIfAbsent);
      }
      return contents.eventCount();
    }

    Chunk first() {
      return first.orElseThrow();
    }

    Optional<Metadata> metadata() {
      return metadata;
    }

    KnownMetadata known() {
      return known;
    }

    Map<String, String> properties() {
      return properties;
    }
  }

  /** The facts, for which the recording is read through when they are first asked for. */
  private static final class CountedOnce implements Facts.Source {
    private final JfrTimeline timeline;
    private final Chunk first;
    private Optional<Facts> facts = Optional.empty();

    CountedOnce(JfrTimeline timeline, Chunk first) {
      this.timeline = timeline;
      this.first = first;
    }

    @Override
    public Facts read() throws IOException {
      if (facts.isEmpty()) {
        facts = Optional.of(JfrFormat.facts(timeline, first));
      }
      return facts.get();
    }
  }

  private static Facts facts(JfrTimeline timeline, Chunk first) throws IOException {
    Counts counts = new Counts();
    Allocations allocations = new Allocations(timeline);
    List<Damage> damage = timeline.scan(List.of(allocations), Optional.of(counts));
    return new Facts(
        ID,
        "%d.%d".formatted(first.major(), first.minor()),
        first.startNanos() > 0
            ? Optional.of(Instant.EPOCH.plusNanos(first.startNanos()))
            : Optional.empty(),
        timeline.durationNanos(),
        new Facts.OfRecording(counts.chunks(), counts.byType(), allocations.byType()),
        damage);
  }

  /** Sums the allocation events by type. */
  private static final class Allocations implements EventVisitor {
    private final JfrTimeline timeline;
    private long[] counts = new long[64]; // by the number of the type's name
    private long[] bytes = new long[64];

    Allocations(JfrTimeline timeline) {
      this.timeline = timeline;
    }

    @Override
    public Set<EventKind> kinds() {
      return EnumSet.of(EventKind.ALLOCATION_SAMPLE, EventKind.ALLOCATION_TLAB);
    }

    @Override
    public boolean needsOrder() {
      return false;
    }

    @Override
    public void event(Event event) {
      int type = event.type();
      if (type >= counts.length) {
        counts = Arrays.copyOf(counts, type * 2);
        bytes = Arrays.copyOf(bytes, type * 2);
      }
      counts[type]++;
      bytes[type] += event.value();
    }

    Map<String, Facts.Allocation> byType() {
      Map<String, Facts.Allocation> byType = new TreeMap<>();
      for (int type = 0; type < counts.length; type++) {
        if (counts[type] > 0) {
          byType.put(timeline.strings().get(type), new Facts.Allocation(counts[type], bytes[type]));
        }
      }
      return byType;
    }
  }
}
