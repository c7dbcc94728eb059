package dev.cistern.format.gotext;

import dev.cistern.format.Content;
import dev.cistern.format.DamageLog;
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
    DamageLog log = DamageLog.of(input.name(), content);
    Optional<DebugOne.Result> result = new DebugOne(content.bytes(), content.length(), log).read();
    if (result.isEmpty()) {
      throw new UnreadableException(
          log.isEmpty()
              ? new Damage(input.name(), 0, "the first line of a debug=1 text", "another")
              : log.list().getFirst());
    }
    List<Damage> damage = log.list();
    return new Evidence(
        input.name(),
        ID,
        () -> ProfileFacts.of(ID, result.get().profile(), damage),
        Optional.of(result.get().profile()),
        Optional.empty(),
        result.get().state(),
        damage);
  }
}
