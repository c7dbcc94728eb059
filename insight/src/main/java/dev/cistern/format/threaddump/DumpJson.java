package dev.cistern.format.threaddump;

import dev.cistern.format.DamageLog;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads {@code jcmd PID Thread.dump_to_file -format=json}, thread by thread so that those before a
 * damage are kept. The container of a thread, such as an executor, is who started it.
 */
final class DumpJson {
  private static final int DEPTH_MAX = 32;
  private static final int NUMBER_CHARS_MAX = 64;
  private static final int THREAD_BYTES_MAX = 4 << 20;
  private static final int THREADS_MAX = 1_000_000;
  private static final String ROOT = "<root>";
  private static final JsonMapper JSON =
      new JsonMapper(
          JsonFactory.builder()
              .streamReadConstraints(
                  StreamReadConstraints.builder()
                      .maxNestingDepth(DEPTH_MAX)
                      .maxNumberLength(NUMBER_CHARS_MAX)
                      .maxStringLength(THREAD_BYTES_MAX)
                      .build())
              .build());

  private final byte[] bytes;
  private final int length;
  private final DamageLog log;
  private final Threads threads;
  private String container = "";

  DumpJson(byte[] bytes, int length, DamageLog log, Threads threads) {
    this.bytes = bytes;
    this.length = length;
    this.log = log;
    this.threads = threads;
  }

  void read() {
    long offset = 0;
    int open = 0;
    try (JsonParser parser = JSON.createParser(bytes, 0, length)) {
      boolean inThreads = false;
      for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
        offset = parser.currentTokenLocation().getByteOffset();
        boolean named = "threads".equals(parser.currentName());
        if (token == JsonToken.START_OBJECT && inThreads) {
          if (threads.count() == THREADS_MAX) {
            log.add(offset, "at most %d threads".formatted(THREADS_MAX), "more");
            return;
          }
          parser.skipChildren();
          thread(offset, parser.currentLocation().getByteOffset());
        } else if (token == JsonToken.START_ARRAY) {
          inThreads = named;
          open++;
        } else if (token == JsonToken.END_ARRAY) {
          inThreads = false;
          open--;
        } else if (token == JsonToken.START_OBJECT || token == JsonToken.END_OBJECT) {
          open += token == JsonToken.START_OBJECT ? 1 : -1;
        } else if (token == JsonToken.VALUE_STRING) {
          text(parser.currentName(), parser.getString());
        }
      }
      if (open != 0) {
        log.add(length, "the end of the dump", "the end of the file");
      }
    } catch (JacksonException e) {
      log.add(offset, "a whole thread of the dump", "broken JSON");
    }
  }

  private void text(String key, String value) {
    if ("container".equals(key)) {
      int hash = value.lastIndexOf('@');
      String kind = hash > 0 ? value.substring(0, hash) : value;
      container = kind.equals(ROOT) ? "" : kind;
    } else if ("time".equals(key) || "runtimeVersion".equals(key) || "processId".equals(key)) {
      threads.property(key, value);
    }
  }

  private void thread(long from, long to) {
    if (to - from > THREAD_BYTES_MAX) {
      log.add(from, "a thread of at most %d bytes".formatted(THREAD_BYTES_MAX), "more");
      return;
    }
    JsonNode thread = JSON.readTree(bytes, (int) from, (int) (to - from));
    threads.begin();
    for (JsonNode frame : thread.path("stack")) {
      threads.frame(frame.asString(""), from);
    }
    String state = thread.path("state").asString("");
    threads.add(thread.path("name").asString(""), state, container, from);
  }
}
