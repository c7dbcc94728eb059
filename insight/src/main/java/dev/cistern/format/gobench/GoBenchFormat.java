package dev.cistern.format.gobench;

import dev.cistern.format.Content;
import dev.cistern.format.DamageLog;
import dev.cistern.format.Format;
import dev.cistern.format.Head;
import dev.cistern.format.Input;
import dev.cistern.format.UnreadableException;
import dev.cistern.format.pprof.Budget;
import dev.cistern.format.text.BenchmarkList;
import dev.cistern.format.text.FirstLine;
import dev.cistern.format.text.Lines;
import dev.cistern.model.Benchmarks;
import dev.cistern.model.Damage;
import dev.cistern.model.Evidence;
import java.io.IOException;

/** Results of Go's benchmarks as text, with {@code -benchmem} or without: {@code go-bench}. */
public final class GoBenchFormat implements Format {
  private static final String ID = "go-bench";

  @Override
  public String id() {
    return ID;
  }

  @Override
  public Claim claims(Head head) {
    Lines lines = new Lines(head.bytes(), head.bytes().length);
    while (lines.next()) {
      if (ResultLine.of(lines.text()).isPresent()) {
        return Claim.YES;
      }
    }
    String first = FirstLine.of(head);
    return first.startsWith("goos: ") || first.startsWith("pkg: ") ? Claim.MAYBE : Claim.NO;
  }

  @Override
  public Evidence read(Input input) throws IOException, UnreadableException {
    Content content = Content.of(input, Budget.fileBytesMax());
    DamageLog log = DamageLog.of(input.name(), content);
    Lines lines = new Lines(content.bytes(), content.length());
    Benchmarks results = new BenchText(lines, log, Budget.of(content.length())).read();
    if (results.series().isEmpty() && results.failures().isEmpty()) {
      throw new UnreadableException(
          log.isEmpty()
              ? new Damage(input.name(), 0, "a benchmark's result", "none in the file")
              : log.list().getFirst());
    }
    return BenchmarkList.evidence(input.name(), ID, results, log.list());
  }
}
