package dev.cistern.format.jfr;

import dev.cistern.format.DamageLog;
import dev.cistern.format.jfr.Metadata.Field;
import dev.cistern.format.jfr.Metadata.Type;
import dev.cistern.model.EventKind;
import dev.cistern.model.EventRow;
import dev.cistern.model.EventVisitor;
import dev.cistern.model.Labels;
import dev.cistern.model.Stacks;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Decodes the events of one chunk that the visitors of a scan asked for. */
final class Decoder {
  private static final Plan[] NONE = new Plan[0];

  /** Of one chunk; a JDK's own are some hundred. Events of further types are passed over. */
  private static final int TYPES_MAX = 1 << 13;

  private final TypeIds types = new TypeIds();
  private final Plan[][] plans;
  private final boolean[] lasting; // by type: whether the second field is a duration
  private final Resolver resolver;
  private final StackResolver stacks;
  private final Contexts contexts;
  private final EventRow row = new EventRow();
  private final long zeroNanos;
  private final DamageLog damages;
  private final Chunk chunk;

  Decoder(
      Chunk chunk,
      Metadata metadata,
      Constants constants,
      Tables tables,
      Map<EventKind, List<EventVisitor>> visitors,
      DamageLog damages) {
    this.chunk = chunk;
    this.damages = damages;
    zeroNanos = tables.zeroNanos();
    contexts = tables.contexts();
    resolver = new Resolver(metadata, constants, tables.stacks().strings(), tables.labels());
    stacks = new StackResolver(resolver, tables.stacks(), stackTraceType(metadata));
    Ticks ticks = new Ticks(chunk);
    List<Plan[]> compiled = new ArrayList<>();
    List<Boolean> withDuration = new ArrayList<>();
    for (Type type : metadata.types()) {
      List<Plan> ofType = new ArrayList<>();
      for (Row line : type.event() ? EventTable.rows(type.name()) : List.<Row>of()) {
        List<EventVisitor> wanting = visitors.getOrDefault(line.kind(), List.of());
        if (!wanting.isEmpty()) {
          Program program =
              metadata.program(type.id(), tables.valuesOnly() ? line.valueLeaves() : line.leaves());
          Fields fields = new Fields(program, resolver, ticks, tables.settings());
          int name = tables.stacks().strings().intern(type.name());
          ofType.add(new Plan(line, fields, name, wanting));
        }
      }
      if (compiled.size() == TYPES_MAX) {
        break;
      }
      if (!ofType.isEmpty() && types.add(type.id()) >= 0) {
        compiled.add(ofType.toArray(NONE));
        List<Field> fields = type.fields();
        withDuration.add(fields.size() > 1 && fields.get(1).name().equals("duration"));
      }
    }
    plans = compiled.toArray(Plan[][]::new);
    lasting = new boolean[plans.length];
    for (int i = 0; i < lasting.length; i++) {
      lasting[i] = withDuration.get(i);
    }
  }

  /**
   * What a scan fills for all chunks together.
   *
   * @param contexts empty while they are read, and where nobody asks for labels
   * @param valuesOnly whether its visitors ask events for their type and value alone
   */
  record Tables(
      Stacks stacks,
      Labels labels,
      Settings settings,
      Contexts contexts,
      long zeroNanos,
      boolean valuesOnly) {}

  private static long stackTraceType(Metadata metadata) {
    for (Type type : metadata.types()) {
      Optional<Field> field = type.event() ? type.field("stackTrace") : Optional.empty();
      if (field.isPresent()) {
        return field.get().typeId();
      }
    }
    return Long.MIN_VALUE;
  }

  /** Whether no visitor wants anything that this chunk's types can give. */
  boolean isEmpty() {
    return plans.length == 0;
  }

  /** The number under which a type is known here, or −1 if nobody wants it. */
  int wanted(long typeId) {
    return types.find(typeId);
  }

  /** When an event ends, in ticks; the cursor stands behind size and type. */
  long endTicks(int type, Cursor body) {
    long start = body.integer();
    return lasting[type] ? start + body.integer() : start;
  }

  /** Gives an event to those who want it; the cursor stands behind size and type. */
  void deliver(int type, Cursor body, long at) {
    int start = body.pos();
    for (Plan plan : plans[type]) {
      body.pos(start);
      if (!plan.deliver(body, row, resolver, stacks, contexts, zeroNanos)) {
        damages.add(chunk.at() + at, "a whole event", "one that breaks off");
        return;
      }
    }
  }
}
