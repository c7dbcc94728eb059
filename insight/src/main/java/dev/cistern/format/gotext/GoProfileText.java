package dev.cistern.format.gotext;

import dev.cistern.format.Content;
import dev.cistern.format.Format;
import dev.cistern.format.Head;
import dev.cistern.format.Input;
import dev.cistern.format.UnreadableException;
import dev.cistern.format.pprof.Budget;
import dev.cistern.format.pprof.ProfileFacts;
import dev.cistern.format.text.FirstLine;
import dev.cistern.model.Damage;
import dev.cistern.model.Evidence;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Go's {@code debug=1} texts (goroutine, threadcreate, heap, allocs, block, mutex): {@code
 * pprof-text}.
 */
public final class GoProfileText implements Format {
  private static final String ID = "pprof-text";

  @Override
  public String id() {
    return ID;
  }

  @Override
  public Claim claims(Head head) {
    return DebugOne.knows(FirstLine.of(head)) && !isBare(head) ? Claim.YES : Claim.NO;
  }

  /** Whether it has samples and no comments, as Go wrote it at first. */
  private static boolean isBare(Head head) {
    return head.text().lines().skip(1).anyMatch(line -> line.contains("@ 0x"))
        && head.text().lines().noneMatch(line -> line.startsWith("#"));
  }

  @Override
  public Evidence read(Input input) throws IOException, UnreadableException {
    Content content = Content.of(input, Budget.fileBytesMax());
    return read(Part.whole(input.name(), content));
  }

  @Override
  public List<Evidence> readSeries(Input input) throws IOException, UnreadableException {
    Content content = Content.of(input, Budget.fileBytesMax());
    List<Evidence> read = new ArrayList<>();
    for (Part part : Part.of(input.name(), content, DebugOne::knows)) {
      read.add(read(part));
    }
    return read;
  }

  private static Evidence read(Part part) throws UnreadableException {
    Optional<DebugOne.Result> result = new DebugOne(part).read();
    List<Damage> damage = part.log().list();
    if (result.isEmpty()) {
      throw new UnreadableException(
          damage.isEmpty()
              ? new Damage(part.name(), part.from(), "the first line of a debug=1 text", "another")
              : damage.getFirst());
    }
    return new Evidence(
        part.name(),
        ID,
        () -> ProfileFacts.of(ID, result.get().profile(), damage),
        Optional.of(result.get().profile()),
        Optional.empty(),
        result.get().state(),
        damage);
  }
}
