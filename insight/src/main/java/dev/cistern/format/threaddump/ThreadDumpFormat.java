package dev.cistern.format.threaddump;

import dev.cistern.format.Format;
import dev.cistern.format.Head;
import dev.cistern.format.Input;
import dev.cistern.format.UnreadableException;
import dev.cistern.model.Evidence;
import java.io.IOException;
import java.util.List;

/** Every thread of a JVM with its state and stack: {@code thread-dump}; it is a profile too. */
public final class ThreadDumpFormat implements Format {
  static final String ID = "thread-dump";
  private static final int DUMPS_MAX = 1_000; // of one file

  @Override
  public String id() {
    return ID;
  }

  @Override
  public Claim claims(Head head) {
    if (isJson(head)) {
      return Claim.YES;
    }
    if (head.text()
        .lines()
        .anyMatch(line -> DumpText.isWhole(line) || DumpText.isStackHeader(line))) {
      return Claim.YES;
    }
    return head.text().lines().anyMatch(DumpText::isFileHeader) ? Claim.MAYBE : Claim.NO;
  }

  static boolean isJson(Head head) {
    String text = head.text().stripLeading();
    return text.startsWith("{") && text.contains("\"threadDump\"");
  }

  @Override
  public Evidence read(Input input) throws IOException, UnreadableException {
    return new Dumps(input, 1).read().getLast();
  }

  @Override
  public List<Evidence> readSeries(Input input) throws IOException, UnreadableException {
    return new Dumps(input, DUMPS_MAX).read();
  }
}
