package dev.cistern.format.jfr;

import static dev.cistern.format.jfr.MiniRecording.ALLOCATION;
import static dev.cistern.format.jfr.MiniRecording.BOOLEAN;
import static dev.cistern.format.jfr.MiniRecording.CLASS;
import static dev.cistern.format.jfr.MiniRecording.CONTEXT;
import static dev.cistern.format.jfr.MiniRecording.FRAME;
import static dev.cistern.format.jfr.MiniRecording.INT;
import static dev.cistern.format.jfr.MiniRecording.LONG;
import static dev.cistern.format.jfr.MiniRecording.METHOD;
import static dev.cistern.format.jfr.MiniRecording.PARK;
import static dev.cistern.format.jfr.MiniRecording.STRING;
import static dev.cistern.format.jfr.MiniRecording.SYMBOL;
import static dev.cistern.format.jfr.MiniRecording.THREAD;
import static dev.cistern.format.jfr.MiniRecording.TRACE;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The names and fields of the types in a {@link MiniRecording}. */
final class MiniTypes {
  private MiniTypes() {}

  /** A field: name, type, whether it is a reference into a pool, an array, a label of others. */
  record Field(String name, int type, boolean pooled, boolean array, boolean contextual) {}

  private static Field plain(String name, int type) {
    return new Field(name, type, false, false, false);
  }

  private static Field pooled(String name, int type) {
    return new Field(name, type, true, false, false);
  }

  private static final List<Field> OF_CONTEXT =
      List.of(
          plain("startTime", LONG),
          plain("duration", LONG),
          pooled("eventThread", THREAD),
          new Field("service", STRING, false, false, true),
          new Field("order", LONG, false, false, true));

  private static final Map<Integer, List<Field>> FIELDS =
      new TreeMap<>(
          Map.of(
              THREAD,
              List.of(
                  plain("osName", STRING),
                  plain("osThreadId", LONG),
                  plain("javaName", STRING),
                  plain("javaThreadId", LONG)),
              CLASS,
              List.of(pooled("name", SYMBOL)),
              SYMBOL,
              List.of(plain("string", STRING)),
              METHOD,
              List.of(pooled("type", CLASS), pooled("name", SYMBOL)),
              FRAME,
              List.of(
                  pooled("method", METHOD), plain("lineNumber", INT), plain("bytecodeIndex", INT)),
              TRACE,
              List.of(plain("truncated", BOOLEAN), new Field("frames", FRAME, false, true, false)),
              ALLOCATION,
              List.of(
                  plain("startTime", LONG),
                  pooled("eventThread", THREAD),
                  pooled("stackTrace", TRACE),
                  pooled("objectClass", CLASS),
                  plain("weight", LONG)),
              PARK,
              List.of(
                  plain("startTime", LONG),
                  plain("duration", LONG),
                  pooled("eventThread", THREAD),
                  pooled("stackTrace", TRACE),
                  pooled("parkedClass", CLASS))));

  static final Map<Integer, String> NAMES =
      new TreeMap<>(
          Map.of(
              LONG,
              "long",
              INT,
              "int",
              STRING,
              "java.lang.String",
              BOOLEAN,
              "boolean",
              THREAD,
              "java.lang.Thread",
              CLASS,
              "java.lang.Class",
              SYMBOL,
              "jdk.types.Symbol",
              METHOD,
              "jdk.types.Method",
              FRAME,
              "jdk.types.StackFrame",
              TRACE,
              "jdk.types.StackTrace"));

  /** The fields of a type, none for a primitive. */
  static List<Field> fields(int type) {
    return type == CONTEXT ? OF_CONTEXT : FIELDS.getOrDefault(type, List.of());
  }
}
