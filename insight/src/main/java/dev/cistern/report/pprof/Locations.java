package dev.cistern.report.pprof;

import dev.cistern.model.Stacks;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The locations, functions and mappings of one file, numbered from 1 in the order of their first
 * use. A location is a frame with the calls that were inlined into it before it.
 */
final class Locations {
  private static final int MAPPING = 3;
  private static final int LOCATION = 4;
  private static final int FUNCTION = 5;

  /** Fields 7 to 9 of a mapping: it needs no symbols any more. */
  private static final List<Integer> HAS_SYMBOLS = List.of(7, 8, 9);

  private record Function(int name, int file) {}

  private final Stacks stacks;
  private final TextTable texts;
  private final int[] ofFrame; // locations of a single frame, by frame
  private final Map<List<Integer>, Integer> ofFrames = new HashMap<>();
  private final Map<Function, Integer> functionIds = new HashMap<>();
  private final Map<Integer, Integer> mappingIds = new HashMap<>();
  private final List<Message> locations = new ArrayList<>();
  private final List<Message> functions = new ArrayList<>();
  private final List<Message> mappings = new ArrayList<>();

  Locations(Stacks stacks, TextTable texts) {
    this.stacks = stacks;
    this.texts = texts;
    ofFrame = new int[stacks.frameCount()];
  }

  /** Appends the ids of a stack's locations, leaf first. */
  void appendTo(Message list, int stack) {
    int depth = stacks.depth(stack);
    int from = 0;
    while (from < depth) {
      int to = from;
      while (to < depth - 1 && stacks.inlined(stacks.frameAt(stack, to))) {
        to++;
      }
      list.element(location(stack, from, to));
      from = to + 1;
    }
  }

  private int location(int stack, int from, int to) {
    if (from == to) {
      int frame = stacks.frameAt(stack, from);
      if (ofFrame[frame] == 0) {
        ofFrame[frame] = add(List.of(frame));
      }
      return ofFrame[frame];
    }
    List<Integer> frames = new ArrayList<>();
    for (int i = from; i <= to; i++) {
      frames.add(stacks.frameAt(stack, i));
    }
    Integer known = ofFrames.get(frames);
    if (known == null) {
      known = add(frames);
      ofFrames.put(frames, known);
    }
    return known;
  }

  private int add(List<Integer> frames) {
    int outermost = frames.getLast();
    Message location =
        new Message()
            .number(1, locations.size() + 1L)
            .number(2, mapping(stacks.moduleId(outermost)))
            .number(3, stacks.address(outermost));
    boolean nameless = frames.size() == 1 && stacks.functionId(outermost) == 0;
    for (int frame : frames) {
      if (!nameless) {
        location.message(4, new Message().number(1, function(frame)).number(2, stacks.line(frame)));
      }
    }
    locations.add(location);
    return locations.size();
  }

  private int function(int frame) {
    Function key = new Function(stacks.functionId(frame), stacks.fileId(frame));
    Integer known = functionIds.get(key);
    if (known == null) {
      known = functions.size() + 1;
      functionIds.put(key, known);
      functions.add(
          new Message().number(1, known).number(2, text(key.name())).number(4, text(key.file())));
    }
    return known;
  }

  /** Also where no module is known: without a mapping the tool looks for a binary. */
  private int mapping(int module) {
    Integer known = mappingIds.get(module);
    if (known == null) {
      known = mappings.size() + 1;
      mappingIds.put(module, known);
      Message mapping = new Message().number(1, known).number(5, text(module));
      HAS_SYMBOLS.forEach(field -> mapping.number(field, 1));
      mappings.add(mapping);
    }
    return known;
  }

  private int text(int id) {
    return texts.id(stacks.strings().get(id));
  }

  void writeTo(OutputStream out) throws IOException {
    for (Message mapping : mappings) {
      mapping.writeTo(out, MAPPING);
    }
    for (Message location : locations) {
      location.writeTo(out, LOCATION);
    }
    for (Message function : functions) {
      function.writeTo(out, FUNCTION);
    }
  }
}
