package dev.cistern.format.pproflegacy;

import dev.cistern.format.DamageLog;
import dev.cistern.format.pprof.Budget;
import dev.cistern.model.Labels;
import dev.cistern.model.Profile;
import dev.cistern.model.Stacks;
import dev.cistern.model.Strings;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Makes a profile of samples by address and of what tells the addresses. */
final class Assembly {
  private static final int FRAME_BYTES = 200;

  private final Parsed parsed;
  private final Budget budget;
  private final DamageLog log;
  private final Strings strings = new Strings();
  private final Stacks stacks = new Stacks(strings);
  private final Labels labels = new Labels(strings);
  private final Map<Long, Integer> frames = new HashMap<>();
  private int[] stack = new int[64];

  Assembly(Parsed parsed, Budget budget, DamageLog log) {
    this.parsed = parsed;
    this.budget = budget;
    this.log = log;
  }

  Profile profile() {
    AddressSamples samples = parsed.samples();
    Profile.Builder builder = new Profile.Builder(parsed.types(), stacks, labels, samples.count());
    int bytesKey = strings.intern("bytes");
    long[] values = new long[parsed.types().size()];
    for (int sample = 0; sample < samples.count(); sample++) {
      int depth = samples.depth(sample);
      if (!budget.take(4L * depth)) {
        log.add(0, "samples that fit into the heap", "%d more".formatted(samples.count() - sample));
        break;
      }
      if (depth > stack.length) {
        stack = new int[depth * 2];
      }
      for (int i = 0; i < depth; i++) {
        stack[i] = frame(samples.address(sample, i));
      }
      if (samples.blockBytes(sample) >= 0) {
        labels.add(bytesKey, 0, samples.blockBytes(sample), 0);
      }
      samples.values(sample, values);
      builder.add(stacks.stack(stack, depth), labels.end(), values);
    }
    return builder.header(parsed.header()).build();
  }

  private int frame(long address) {
    Integer known = frames.get(address);
    if (known != null) {
      return known;
    }
    if (!budget.take(FRAME_BYTES)) {
      return stacks.frame(0, 0, 0, 0, parsed.language(), 0, false); // one for all that are too many
    }
    int frame =
        switch (parsed.places()) {
          case MemoryMap map ->
              stacks.frame(
                  0, 0, 0, strings.intern(map.module(address)), parsed.language(), address, false);
          case JavaSymbols symbols -> named(address, symbols.symbol(address));
        };
    frames.put(address, frame);
    return frame;
  }

  private int named(long address, Optional<JavaSymbols.Symbol> symbol) {
    return symbol
        .map(known ->
            stacks.frame(
                strings.intern(known.function()),
                strings.intern(known.file()),
                known.line(),
                0,
                parsed.language(),
                0,
                false))
        .orElseGet(() -> stacks.frame(0, 0, 0, 0, parsed.language(), address, false));
  }
}
