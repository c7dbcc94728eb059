package dev.cistern.format.jmh;

import dev.cistern.format.Content;
import dev.cistern.format.DamageLog;
import dev.cistern.format.Format;
import dev.cistern.format.Head;
import dev.cistern.format.Input;
import dev.cistern.format.UnreadableException;
import dev.cistern.format.pprof.Budget;
import dev.cistern.format.text.BenchmarkList;
import dev.cistern.model.Benchmarks;
import dev.cistern.model.Damage;
import dev.cistern.model.Evidence;
import java.io.IOException;

/** Results of JMH as JSON: {@code jmh}. */
public final class JmhFormat implements Format {
  private static final String ID = "jmh";

  @Override
  public String id() {
    return ID;
  }

  @Override
  public Claim claims(Head head) {
    String text = head.text();
    boolean named =
        text.contains("\"jmhVersion\"")
            || (text.contains("\"benchmark\"") && text.contains("\"mode\""));
    return text.stripLeading().startsWith("[") && named ? Claim.YES : Claim.NO;
  }

  @Override
  public Evidence read(Input input) throws IOException, UnreadableException {
    Content content = Content.of(input, Budget.fileBytesMax());
    DamageLog log = DamageLog.of(input.name(), content);
    Benchmarks results =
        new JmhReader(content.bytes(), content.length(), log, Budget.of(content.length())).read();
    if (results.series().isEmpty()) {
      throw new UnreadableException(
          log.isEmpty()
              ? new Damage(input.name(), 0, "a list of JMH's results", "none in the file")
              : log.list().getFirst());
    }
    return BenchmarkList.evidence(input.name(), ID, results, log.list());
  }
}
