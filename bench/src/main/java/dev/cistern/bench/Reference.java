package dev.cistern.bench;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * What the reference tools say of a file: recorded answers where there are some ({@code
 * expected/ID.json} beside the folder of files), else the tools themselves: {@code go tool pprof}
 * and {@code golang.org/x/exp/trace} through {@code lab/go/reference}, the JDK's own reader of
 * recordings.
 */
final class Reference {
  private static final Duration LIMIT = Duration.ofSeconds(120);
  private static final Pattern COUNT = Pattern.compile("(?m)^ (\\S+) +(\\d+) +\\d+\\s*$");
  private static final Pattern FIELD = Pattern.compile("(?m)^ (Version|Chunks): (.*)$");

  private final JsonMapper json = JsonMapper.builder().build();
  private final Path expected;
  private final Optional<Path> goReference;
  private final Path javaHome;
  private final Path work;

  Reference(Path expected, Optional<Path> goReference, Path javaHome, Path work) {
    this.expected = expected;
    this.goReference = goReference;
    this.javaHome = javaHome;
    this.work = work;
  }

  /** Empty where there is neither a recorded answer nor the tool. */
  Optional<JsonNode> of(ForeignFile file, Path read) throws IOException {
    Path recorded = expected.resolve(file.id() + ".json");
    if (Files.isRegularFile(recorded)) {
      return Optional.of(json.readTree(Files.readString(recorded)));
    }
    if (file.kind().startsWith("jfr")) {
      return Optional.of(recording(read));
    }
    if (goReference.isEmpty()) {
      return Optional.empty();
    }
    String verb = file.kind().contains("trace") ? "trace" : "pprof";
    Processes.Result told =
        Processes.run(List.of(goReference.get().toString(), verb, read.toString()), LIMIT);
    if (!told.ok()) {
      ObjectNode refused = json.createObjectNode();
      return Optional.of(
          refused.put("refused", told.tooLong() ? "no answer in time" : told.lastWords()));
    }
    return Optional.of(json.readTree(told.out()));
  }

  private JsonNode recording(Path file) throws IOException {
    Path plain = work.resolve("reference.jfr");
    try (InputStream in = inflated(file)) {
      Files.write(plain, in.readAllBytes());
    }
    Processes.Result told =
        Processes.run(
            List.of(javaHome.resolve("bin/jfr").toString(), "summary", plain.toString()), LIMIT);
    ObjectNode answer = json.createObjectNode();
    ObjectNode summary = answer.putObject("summary");
    if (!told.ok()) {
      summary.put("refused", told.tooLong() ? "no answer in time" : told.lastWords());
      return answer;
    }
    summary.putNull("refused");
    Matcher field = FIELD.matcher(told.out());
    while (field.find()) {
      summary.put(field.group(1).equals("Chunks") ? "chunks" : "version", field.group(2).strip());
    }
    ObjectNode counts = summary.putObject("eventCounts");
    Matcher count = COUNT.matcher(told.out());
    while (count.find()) {
      if (Long.parseLong(count.group(2)) > 0) {
        counts.put(count.group(1), Long.parseLong(count.group(2)));
      }
    }
    return answer;
  }

  private static InputStream inflated(Path file) throws IOException {
    InputStream plain = Files.newInputStream(file);
    byte[] magic = plain.readNBytes(2);
    plain.close();
    boolean gzipped = magic.length == 2 && magic[0] == 0x1f && magic[1] == (byte) 0x8b;
    InputStream again = Files.newInputStream(file);
    return gzipped ? new GZIPInputStream(again) : again;
  }
}
