package dev.cistern.format.pprof;

import dev.cistern.format.DamageLog;
import dev.cistern.model.Language;
import dev.cistern.model.Stacks;
import dev.cistern.model.Strings;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * Resolves the file's locations to frames of the model, each when a sample first names it.
 *
 * <p>A location is one machine address: its inlined calls innermost first, the function that holds
 * the code last. One without lines is a frame without a function. A location or function that the
 * file lacks is a frame named by its id.
 */
final class Frames {
  private static final int FRAME_BYTES = 80; // of the model's tables, half empty while they grow
  private static final int RECORD_BYTES = 120; // of a function or location
  private static final int NAMED_BYTES = 400; // with usual names that are not made yet
  private static final int SHOWN_BYTES = 200; // of a name in plain words, and to find it again
  private static final int LANGUAGE_BITS = 2;
  private static final int FILE_BITS = 31;
  private static final byte[] GO_SUFFIX = ".go".getBytes(StandardCharsets.US_ASCII);
  private static final Language[] LANGUAGES = Language.values();

  private final Wire wire;
  private final int fileEnd;
  private final Outline outline;
  private final StringTable strings;
  private final Stacks stacks;
  private final Budget budget;
  private final DamageLog log;

  private int[] frames = new int[1024]; // of all locations resolved so far
  private int frameCount;
  private final int[] places; // by location id, as places() tells
  private final Map<Integer, Integer> shownNames = new HashMap<>(); // of symbols that need it
  private boolean distinct = true;
  private boolean locationMissingTold;
  private boolean functionMissingTold;

  Frames(
      byte[] bytes,
      Outline outline,
      StringTable strings,
      Stacks stacks,
      Budget budget,
      DamageLog log) {
    fileEnd = outline.wholeEnd();
    wire = new Wire(bytes, 0, fileEnd);
    this.outline = outline;
    this.strings = strings;
    this.stacks = stacks;
    this.budget = budget;
    this.log = log;
    places = new int[outline.locations().indexed()];
  }

  /**
   * What is known of the locations with small ids: of one frame its number + 1; of several the
   * negative of their place in {@link #all}, before which their count stands; 0 if not known yet.
   */
  int[] places() {
    return places;
  }

  /**
   * Resolves everything in the order of its ids, which is mostly that of the file: samples name
   * locations in no order, and the memory behind them is much slower to reach so. Not done where a
   * small heap might lack what the locations in use need.
   */
  void resolveInOrder() {
    IdTable functions = outline.functions();
    IdTable locations = outline.locations();
    long records = (long) functions.indexed() + locations.indexed();
    if (!budget.affords(records * (strings.early() ? RECORD_BYTES : NAMED_BYTES))) {
      return;
    }
    stacks.expectFrames(locations.indexed());
    for (int id = 1; id < functions.indexed(); id++) {
      if (functions.ordinal(id) >= 0) {
        function(id);
      }
    }
    for (int id = 1; id < locations.indexed(); id++) {
      if (locations.ordinal(id) >= 0) {
        location(id);
      }
    }
  }

  /** All resolved frames; {@link #location} says which of them. */
  int[] all() {
    return frames;
  }

  /** Whether no two locations share a frame, so that other locations are another stack. */
  boolean distinct() {
    return distinct;
  }

  /** Where a location's frames begin (upper half) and how many they are (lower half). */
  long location(long id) {
    IdTable locations = outline.locations();
    int ordinal = locations.ordinal(id);
    if (ordinal < 0) {
      return missing(id);
    }
    long known = locations.resolved(ordinal);
    if (known >= 0) {
      return known;
    }
    int before = stacks.frameCount();
    long made = resolve(locations.offset(ordinal), id);
    distinct &= (int) made > 0 && stacks.frameCount() == before + (int) made;
    locations.resolve(ordinal, made);
    if (locations.indexes(id)) {
      int from = (int) (made >>> 32);
      places[(int) id] = (int) made == 1 ? frames[from] + 1 : -from; // the count stands before
    }
    return made;
  }

  private long missing(long id) {
    if (!locationMissingTold) {
      locationMissingTold = true;
      log.add(fileEnd, "location " + Long.toUnsignedString(id), "none (named by its id)");
    }
    int name = strings.strings().intern("location " + Long.toUnsignedString(id));
    add(0);
    int from = frameCount;
    add(stacks.frame(name, 0, 0, 0, Language.OTHER, 0, false));
    return pack(from);
  }

  private long resolve(int offset, long id) {
    add(0); // the count of those that follow
    int from = frameCount;
    try {
      enter(offset);
      int messageEnd = wire.end();
      long mapping = 0;
      long address = 0;
      int lines = 0;
      int body = wire.at();
      while (wire.more()) {
        int tag = wire.tag();
        switch (tag) {
          case Field.LOCATION_MAPPING -> mapping = wire.varint();
          case Field.LOCATION_ADDRESS -> address = wire.varint();
          case Field.LOCATION_LINE -> {
            lines++;
            wire.skip(tag);
          }
          default -> wire.skip(tag);
        }
      }
      int module = module(mapping);
      if (lines == 0) {
        add(stacks.frame(0, 0, 0, module, Language.OTHER, address, false));
        return pack(from);
      }
      lines(body, messageEnd, lines, module, address);
    } catch (Broken e) {
      e.tell(log);
      if (frameCount == from) {
        return missing(id);
      }
    }
    return pack(from);
  }

  private void lines(int body, int messageEnd, int count, int module, long address) throws Broken {
    int left = Math.min(count, Budget.STACK_FRAMES_MAX);
    int next = body;
    while (left > 0) {
      wire.narrow(next, messageEnd);
      int tag = wire.tag();
      if (tag != Field.LOCATION_LINE) {
        wire.skip(tag);
        next = wire.at();
        continue;
      }
      int size = wire.length();
      next = wire.at() + size;
      wire.narrow(wire.at(), next);
      long function = 0;
      long line = 0;
      while (wire.more()) {
        int field = wire.tag();
        switch (field) {
          case Field.LINE_FUNCTION -> function = wire.varint();
          case Field.LINE_NUMBER -> line = wire.varint();
          default -> wire.skip(field);
        }
      }
      left--;
      if (!budget.take(FRAME_BYTES)) {
        log.add(next, "locations that fit into the heap", "more");
        return;
      }
      frame(function, Math.clamp(line, 0, Integer.MAX_VALUE), module, address, left > 0);
    }
  }

  private void frame(long functionId, int line, int module, long address, boolean inlined) {
    if (functionId == 0) {
      add(stacks.frame(0, 0, line, module, Language.OTHER, address, inlined));
      return;
    }
    long function = function(functionId);
    int name = (int) (function >>> (FILE_BITS + LANGUAGE_BITS));
    int file = (int) (function >>> LANGUAGE_BITS) & Integer.MAX_VALUE;
    Language language = LANGUAGES[(int) function & (1 << LANGUAGE_BITS) - 1];
    add(stacks.frame(name, file, line, module, language, address, inlined));
  }

  /** A function's name, file and language. */
  private long function(long id) {
    IdTable functions = outline.functions();
    int ordinal = functions.ordinal(id);
    if (ordinal < 0) {
      if (!functionMissingTold) {
        functionMissingTold = true;
        log.add(fileEnd, "function " + Long.toUnsignedString(id), "none (named by its id)");
      }
      return pack(nameless(id), 0, Language.OTHER);
    }
    long known = functions.resolved(ordinal);
    if (known >= 0) {
      return known;
    }
    long made = resolveFunction(functions.offset(ordinal), id);
    functions.resolve(ordinal, made);
    return made;
  }

  private long resolveFunction(int offset, long id) {
    int backFrom = wire.at();
    int backTo = wire.end();
    long name = 0;
    long systemName = 0;
    long file = 0;
    try {
      enter(offset);
      while (wire.more()) {
        int tag = wire.tag();
        switch (tag) {
          case Field.FUNCTION_NAME -> name = wire.varint();
          case Field.FUNCTION_SYSTEM_NAME -> systemName = wire.varint();
          case Field.FUNCTION_FILE -> file = wire.varint();
          default -> wire.skip(tag);
        }
      }
    } catch (Broken e) {
      e.tell(log);
    }
    wire.narrow(backFrom, backTo);
    int shown = shownName(name, systemName, id);
    int fileId = Math.max(0, strings.find(file));
    return pack(shown, fileId, language(fileId));
  }

  private int shownName(long name, long systemName, long id) {
    int nameId = strings.find(name);
    int systemId = strings.find(systemName);
    if (nameId < 0) {
      return nameless(id);
    }
    if (nameId != 0 && nameId != systemId) {
      return nameId;
    }
    int symbol = nameId != 0 ? nameId : Math.max(0, systemId);
    if (symbol == 0 || !strings.hasNameSigns(nameId != 0 ? name : systemName)) {
      return symbol;
    }
    Integer known = shownNames.get(symbol);
    if (known != null || !budget.take(SHOWN_BYTES)) {
      return known != null ? known : symbol;
    }
    Strings table = strings.strings();
    String text = table.get(symbol);
    String shown = FunctionNames.shown(text);
    int made = shown.equals(text) ? symbol : table.intern(shown);
    shownNames.put(symbol, made);
    return made;
  }

  private int nameless(long id) {
    return strings.strings().intern("function " + Long.toUnsignedString(id));
  }

  /** The model's number of a mapping's file; a URL is no file. */
  private int module(long id) {
    IdTable mappings = outline.mappings();
    int ordinal = id == 0 ? -1 : mappings.ordinal(id);
    if (ordinal < 0) {
      return 0;
    }
    long known = mappings.resolved(ordinal);
    if (known >= 0) {
      return (int) known;
    }
    long file = 0;
    long buildId = 0;
    try {
      enter(mappings.offset(ordinal));
      while (wire.more()) {
        int tag = wire.tag();
        switch (tag) {
          case Field.MAPPING_FILE -> file = wire.varint();
          case Field.MAPPING_BUILD_ID -> buildId = wire.varint();
          default -> wire.skip(tag);
        }
      }
    } catch (Broken e) {
      e.tell(log);
    }
    int module = Math.max(0, strings.find(file));
    if (buildId == 0 && isUrl(strings.strings().get(module))) {
      module = 0;
    }
    mappings.resolve(ordinal, module);
    return module;
  }

  private static boolean isUrl(String file) {
    int colon = file.indexOf(':');
    if (colon < 1 || !Character.isLetter(file.charAt(0))) {
      return false;
    }
    return file.substring(0, colon)
        .chars()
        .allMatch(c -> c < 128 && (Character.isLetterOrDigit(c) || "+-.".indexOf(c) >= 0));
  }

  private Language language(int fileId) {
    return strings.strings().endsWith(fileId, GO_SUFFIX) ? Language.GO : otherLanguage(fileId);
  }

  private Language otherLanguage(int fileId) {
    String file = strings.strings().get(fileId);
    String suffix = file.substring(file.lastIndexOf('.') + 1);
    return switch (suffix) {
      case "s" -> Language.GO;
      case "java", "kt", "scala", "groovy", "clj" -> Language.JVM;
      case "c", "cc", "cpp", "cxx", "h", "hpp", "rs", "S" -> Language.NATIVE;
      default -> Language.OTHER;
    };
  }

  private static long pack(int name, int file, Language language) {
    return (long) name << (FILE_BITS + LANGUAGE_BITS)
        | (long) file << LANGUAGE_BITS
        | language.ordinal();
  }

  private long pack(int from) {
    if (from > 0) {
      frames[from - 1] = frameCount - from;
    }
    return (long) from << 32 | (frameCount - from);
  }

  private void add(int frame) {
    if (frameCount == frames.length) {
      frames = Arrays.copyOf(frames, frames.length * 2);
    }
    frames[frameCount++] = frame;
  }

  private void enter(int offset) throws Broken {
    wire.narrow(offset, fileEnd);
    wire.enter();
  }
}
