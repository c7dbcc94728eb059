package dev.cistern.cli;

import dev.cistern.collect.overlay.OverlayException;
import dev.cistern.collect.overlay.OverlayOptions;
import picocli.CommandLine.Option;

/** What the pool events of a build tell. */
final class OverlayOption {
  @Option(names = "--labels", description = "Log goroutine labels too, exactly.")
  private boolean labels;

  @Option(
      names = "--digest",
      description =
          "Digest objects at Put and at the next Get: finds writes after Put and dirty objects.")
  private boolean digest;

  @Option(
      names = "--sample",
      paramLabel = "1/N",
      defaultValue = "1",
      description = "Follow one object in N, a power of two; every one by default.")
  private String sample = "1";

  OverlayOptions options() throws OverlayException {
    return new OverlayOptions(labels, digest, OverlayOptions.shiftOf(sample));
  }
}
