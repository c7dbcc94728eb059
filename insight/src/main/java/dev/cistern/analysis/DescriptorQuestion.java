package dev.cistern.analysis;

import dev.cistern.model.Amounts;
import dev.cistern.model.EvidenceKind;
import dev.cistern.model.Finding;
import dev.cistern.model.Manifest.Descriptors;
import java.util.Comparator;
import java.util.List;

/** A9: whether the file descriptors that a process has open only grow. */
final class DescriptorQuestion implements Analysis {
  /** With fewer, a service that is only filling its pools looks the same. */
  private static final int COUNTS_MIN = 8;

  @Override
  public String question() {
    return "A9: Do open descriptors only grow?";
  }

  @Override
  public List<Need> needs() {
    return List.of(); // counted where it can be; there is no file to ask the user for
  }

  @Override
  public void conclude(Dossier dossier, Answers answers) {
    for (List<Descriptors> counted : dossier.descriptors()) {
      if (counted.size() >= COUNTS_MIN) {
        List<Descriptors> counts =
            counted.stream().sorted(Comparator.comparingLong(Descriptors::nanos)).toList();
        long[] open = counts.stream().mapToLong(Descriptors::open).toArray();
        Growth growth = Growth.of(open);
        if (growth.only() && growth.p() <= Growth.CHANCE_MAX) {
          answers.add(finding(counts, open, growth));
        }
      }
    }
  }

  private static Finding finding(List<Descriptors> counts, long[] open, Growth growth) {
    Descriptors first = counts.getFirst();
    Descriptors last = counts.getLast();
    long nanos = last.nanos() - first.nanos();
    int sockets = last.sockets() - first.sockets();
    return new FindingBuilder(
            Rules.DESCRIPTORS, GrowthVerdicts.severity(last.open()), EvidenceKind.SAMPLED)
        .title(
            "Open descriptors only grow: %s to %s in %s"
                .formatted(
                    Amounts.count(first.open()), Amounts.count(last.open()), Amounts.nanos(nanos)))
        .why(
            "The process had more of them open at almost every one of %d counts: %s. %s more are sockets, %s more are files and other things. %s"
                .formatted(
                    counts.size(),
                    GrowthVerdicts.shown(open),
                    Amounts.count(sockets),
                    Amounts.count(last.open() - first.open() - (long) sockets),
                    GrowthVerdicts.chance(growth)))
        .cost(0, last.open() - first.open(), 0, nanos / 1e9, "counted, descriptors a second")
        .mend(
            "Close on every path what is opened: bodies of answers, rows, files; bound the connections that a client keeps, and let idle ones go. A service that was just started may still be filling its pools: count once more later, over a longer window.")
        .statement("descriptors")
        .build();
  }
}
