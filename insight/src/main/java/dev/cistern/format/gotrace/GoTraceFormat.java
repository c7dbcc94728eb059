package dev.cistern.format.gotrace;

import dev.cistern.format.Format;
import dev.cistern.format.Head;
import dev.cistern.format.Input;
import dev.cistern.format.UnreadableException;
import dev.cistern.model.Evidence;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Go execution traces: those of Go 1.22 and later are read, older ones refused by name. */
public final class GoTraceFormat implements Format {
  static final String ID = "gotrace";

  private static final Set<Integer> READ = Set.of(22, 23, 25, 26);
  private static final int FIRST_OF_VERSION_2 = 22;
  private static final Pattern HEADER = Pattern.compile("go 1\\.(\\d{1,3}) trace\0{2,4}");

  @Override
  public String id() {
    return ID;
  }

  @Override
  public Claim claims(Head head) {
    return header(head).lookingAt() ? Claim.YES : Claim.NO;
  }

  @Override
  public Evidence read(Input input) throws IOException, UnreadableException {
    Head head = input.head();
    Matcher header = header(head);
    if (!header.lookingAt()) {
      throw new UnreadableException(input.name(), 0, "a Go trace's header", "another");
    }
    int version = Integer.parseInt(header.group(1));
    if (!READ.contains(version)) {
      String found =
          version < FIRST_OF_VERSION_2
              ? "one of Go 1.%d, which has another format: record it again with Go 1.22 or later"
              : "one of version 1.%d, which this reader does not know";
      throw new UnreadableException(
          input.name(),
          0,
          "a Go execution trace of version 1.22, 1.23, 1.25 or 1.26",
          found.formatted(version));
    }
    GoTimeline timeline = new GoTimeline(input, version);
    return new Evidence(
        input.name(),
        ID,
        timeline::facts,
        Optional.empty(),
        Optional.of(timeline),
        Optional.empty(),
        timeline.damageOnOpening());
  }

  private static Matcher header(Head head) {
    return HEADER.matcher(head.text().substring(0, Math.min(16, head.bytes().length)));
  }
}
