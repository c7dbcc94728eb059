package dev.cistern.format.jfr;

import dev.cistern.format.jfr.Layout.Kind;
import dev.cistern.model.Language;
import dev.cistern.model.Stacks;
import dev.cistern.model.Strings;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Turns a chunk's stack traces into the model's stacks, each once and only if it is asked for. */
final class StackResolver {
  private static final int FRAMES_MAX = 1 << 14;

  private static final int METHOD = 0;
  private static final int LINE = 1;
  private static final int FRAME_TYPE = 2;

  private final Resolver resolver;
  private final Stacks stacks;
  private final Struct traces;
  private final boolean nativeIsMachineCode;
  private final Optional<Program> frameProgram;
  private final Optional<Struct> methods;
  private final Optional<Struct> types;
  private final Optional<Struct> packages;
  private final Optional<Struct> modules;

  private final long[] frame = new long[3];
  private int[] frames = new int[256];
  private final LongTable frameKeys = new LongTable();
  private int[] frameIds = new int[256];
  private final Texts name = new Texts();

  /** Of the constants of {@code traceTypeId}, the type of events' stack fields. */
  StackResolver(Resolver resolver, Stacks stacks, long traceTypeId) {
    this.resolver = resolver;
    this.stacks = stacks;
    traces = resolver.struct(traceTypeId, "frames");
    nativeIsMachineCode = knowsMachineCode(resolver);
    Metadata metadata = resolver.metadata();
    frameProgram =
        traces.has(0) && traces.step(0).kind() == Kind.ARRAY
            ? Optional.of(
                metadata.program(
                    traces.step(0).typeId(), List.of("method", "lineNumber|line", "type")))
            : Optional.empty();
    methods =
        frameProgram
            .filter(program -> program.has(METHOD))
            .map(program -> resolver.struct(program.step(METHOD).typeId(), "type", "name"));
    types = part(methods, 0, "package", "name");
    packages = part(types, 0, "module");
    modules = part(packages, 0, "name");
  }

  private Optional<Struct> part(Optional<Struct> whole, int leaf, String... names) {
    return whole
        .filter(struct -> struct.has(leaf) && struct.step(leaf).kind() == Kind.REFERENCE)
        .map(struct -> resolver.struct(struct.step(leaf).typeId(), names));
  }

  /** The model's number of the stack trace with this key; 0 where there is none. */
  int stack(long key) {
    Constants.Pool pool = traces.pool();
    int slot = pool.find(key);
    if (slot < 0) {
      return 0;
    }
    int known = pool.memo(slot);
    if (known == 0) {
      known = 1 + read(slot);
      pool.memo(slot, known);
    }
    return known - 1;
  }

  private int read(int slot) {
    if (frameProgram.isEmpty() || !traces.read(slot)) {
      return 0;
    }
    Program program = frameProgram.get();
    Cursor in = traces.cursor();
    int count = in.count();
    int depth = 0;
    for (int i = 0; i < count && depth < FRAMES_MAX; i++) {
      program.read(in, frame, resolver);
      program.finish(in);
      if (in.overrun()) {
        break;
      }
      if (depth == frames.length) {
        frames = Arrays.copyOf(frames, depth * 2);
      }
      frames[depth++] = frameId(frame[METHOD], frame[LINE], frame[FRAME_TYPE]);
    }
    return stacks.stack(frames, depth);
  }

  /** A frame by its method, line and type; all three fit one key but for absurd ones. */
  private int frameId(long method, long line, long type) {
    long key = method * 0x9E3779B97F4A7C15L + line * 31 + type;
    int slot = frameKeys.find(key);
    if (slot >= 0) {
      return frameIds[slot];
    }
    int id = newFrame(method, (int) line, type);
    slot = frameKeys.add(key);
    if (slot == frameIds.length) {
      frameIds = Arrays.copyOf(frameIds, slot * 2);
    }
    frameIds[slot] = id;
    return id;
  }

  private int newFrame(long method, int line, long type) {
    Strings strings = resolver.strings();
    int slot = methods.map(struct -> struct.pool().find(method)).orElse(-1);
    if (slot < 0 || !methods.orElseThrow().read(slot)) {
      return stacks.frame(0, 0, Math.max(0, line), 0, Language.JVM, 0, false);
    }
    Struct found = methods.orElseThrow();
    long classKey = found.get(0);
    int methodName = resolver.text(found.step(1), found.get(1));
    int className = resolver.text(found.step(0), classKey);
    int frameType = resolver.text(frameProgram.orElseThrow().step(FRAME_TYPE), type);
    if (isNative(strings.get(frameType))) {
      return stacks.frame(methodName, 0, 0, className, Language.NATIVE, 0, false);
    }
    name.clear();
    if (className != 0) {
      name.add(strings.get(className)).add('.');
    }
    name.add(strings.get(methodName));
    int function = strings.intern(name.bytes(), 0, name.length());
    return stacks.frame(function, 0, Math.max(0, line), module(classKey), Language.JVM, 0, false);
  }

  private boolean isNative(String frameType) {
    return frameType.equals("C++")
        || frameType.equals("Kernel")
        || (nativeIsMachineCode && frameType.equals("Native"));
  }

  /**
   * Whether "Native" frames are machine code, as a native profiler writes them, and not Java's own
   * native methods, as the JVM does.
   */
  private static boolean knowsMachineCode(Resolver resolver) {
    Optional<Struct> types = resolver.struct("jdk.types.FrameType", "description");
    for (int slot = 0; slot < types.map(struct -> struct.pool().size()).orElse(0); slot++) {
      long key = types.orElseThrow().pool().key(slot);
      int text = resolver.constantText(types.orElseThrow().pool().type().id(), key, 0);
      if (resolver.strings().get(text).equals("Kernel")) {
        return true;
      }
    }
    return false;
  }

  /** The module's name of a class; 0 where the recording has no modules. */
  private int module(long classKey) {
    if (modules.isEmpty() || packages.isEmpty() || types.isEmpty()) {
      return 0;
    }
    int type = types.get().pool().find(classKey);
    if (type < 0 || !types.get().read(type)) {
      return 0;
    }
    int inPackage = packages.get().pool().find(types.get().get(0));
    if (inPackage < 0 || !packages.get().read(inPackage)) {
      return 0;
    }
    int module = modules.get().pool().find(packages.get().get(0));
    return module >= 0 && modules.get().read(module)
        ? resolver.text(modules.get().step(0), modules.get().get(0))
        : 0;
  }
}
