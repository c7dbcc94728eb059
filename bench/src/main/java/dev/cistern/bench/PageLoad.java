package dev.cistern.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * How long a browser takes from its navigation to a page until that is loaded and its scripts have
 * run: a page around it, which loads when it does, tells its own clock.
 */
final class PageLoad {
  private static final Pattern TOLD = Pattern.compile("loaded after ([0-9]+) ms<");
  private static final Duration LIMIT = Duration.ofMinutes(1);
  private static final int TIMES = 5;

  private PageLoad() {}

  /** The median in milliseconds; empty where there is no Chromium that answers. */
  static OptionalLong medianMillis(Path page, Path work) throws IOException {
    Optional<Path> chromium = chromium();
    if (chromium.isEmpty()) {
      return OptionalLong.empty();
    }
    Path around = work.resolve("around.html");
    Files.writeString(
        around,
        """
        <!doctype html><body><iframe src="%s" width="1200" height="800"></iframe><script>
        onload = () => document.body.append(
          "loaded after " + Math.round(performance.now()) + " ms");
        </script>
        """
            .formatted(page.toUri()));
    List<Long> millis = new ArrayList<>();
    for (int i = 0; i < TIMES; i++) {
      Processes.Result result = Processes.run(command(chromium.get(), around, work), LIMIT);
      Matcher told = TOLD.matcher(result.out());
      if (told.find()) {
        millis.add(Long.parseLong(told.group(1)));
      }
    }
    return millis.stream().mapToLong(Long::longValue).sorted().skip(millis.size() / 2).findFirst();
  }

  private static List<String> command(Path chromium, Path page, Path work) {
    return List.of(
        chromium.toString(),
        "--headless=new",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-dev-shm-usage",
        "--disable-background-networking",
        "--no-first-run",
        "--user-data-dir=" + work.resolve("browser"),
        "--dump-dom",
        page.toUri().toString());
  }

  private static Optional<Path> chromium() {
    List<String> folders = List.of(System.getenv().getOrDefault("PATH", "").split(":"));
    return Stream.of("chromium", "chromium-browser", "google-chrome")
        .flatMap(name -> folders.stream().map(folder -> Path.of(folder, name)))
        .filter(Files::isExecutable)
        .findFirst();
  }
}
