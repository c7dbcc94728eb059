package dev.cistern.lint.flow;

import dev.cistern.lint.ir.Callee;
import dev.cistern.lint.ir.Op;
import dev.cistern.lint.ir.Shape;
import java.util.Map;
import java.util.Set;

/** What the names of functions say where nothing else is known, by Go's own conventions. */
final class Names {
  private static final Set<String> CONTRACT =
      Set.of(
          "Read",
          "Write",
          "WriteString",
          "WriteByte",
          "WriteRune",
          "ReadAt",
          "WriteAt",
          "Encode",
          "Decode",
          "Len",
          "Cap",
          "String",
          "Size",
          "Sum",
          "Flush",
          "Error",
          "Printf",
          "Print",
          "Println",
          "Errorf",
          "Debugf",
          "Infof",
          "Warnf",
          "Debug",
          "Info",
          "Warn",
          "Log",
          "Logf",
          "Unmarshal",
          "MarshalTo",
          "Scan",
          "Columns",
          "Err",
          "Next",
          "Lock",
          "Unlock",
          "RLock",
          "RUnlock",
          "Done",
          "Add",
          "Load",
          "Equal",
          "Compare",
          "Inc",
          "Observe",
          "Seek",
          "ReadByte",
          "ReadRune",
          "ReadString",
          "ReadBytes",
          "Discard",
          "Truncate",
          "Grow");
  private static final Set<String> SIZES = Set.of("Len", "Cap", "Size", "Available", "Buffered");
  private static final Set<String> WRITES =
      Set.of("Write", "WriteString", "WriteByte", "WriteRune", "ReadFrom", "Grow");
  private static final Set<String> UNSAFE =
      Set.of(
          "unsafestring",
          "unsafebytes",
          "unsafegetstring",
          "unsafegetbytes",
          "b2s",
          "s2b",
          "bytestostring",
          "stringtobytes",
          "bytes2string",
          "string2bytes",
          "unsafebytestostring");
  private static final Set<String> BORROWERS =
      Set.of(
          "encoding/json.NewDecoder",
          "encoding/xml.NewDecoder",
          "encoding/csv.NewReader",
          "bufio.NewReader",
          "bufio.NewScanner",
          "compress/gzip.NewReader",
          "io.LimitReader",
          "io.MultiReader",
          "io.TeeReader",
          "bufio.NewReaderSize");
  private static final Set<String> ERRORS =
      Set.of(
          "errors.New",
          "fmt.Errorf",
          "github.com/pkg/errors.New",
          "github.com/pkg/errors.Errorf",
          "google.golang.org/grpc/status.Errorf",
          "google.golang.org/grpc/status.Error");
  private static final Map<String, Integer> FILLS =
      Map.of(
          "fmt.Fprintf",
          0,
          "fmt.Fprint",
          0,
          "fmt.Fprintln",
          0,
          "io.Copy",
          0,
          "io.CopyN",
          0,
          "io.CopyBuffer",
          0,
          "encoding/json.Indent",
          0,
          "encoding/json.Compact",
          0,
          "encoding/binary.Write",
          0);

  /** Whether a call neither keeps its arguments nor gives them back. */
  boolean keepsNothing(String name, String simple, Callee callee) {
    if (callee instanceof Callee.Method) {
      return CONTRACT.contains(simple);
    }
    if (name.startsWith("builtin.")) {
      return true;
    }
    if (!isStandard(name)) {
      return callee instanceof Callee.Named named && named.method() && CONTRACT.contains(simple);
    }
    return !name.startsWith("sync/atomic.")
        && !simple.startsWith("New")
        && !simple.startsWith("With")
        && !simple.startsWith("Store")
        && !simple.startsWith("Push")
        && !simple.startsWith("Swap")
        && !simple.startsWith("LoadOrStore")
        && !simple.equals("Reset")
        && !simple.equals("Do")
        && !simple.equals("Handle")
        && !simple.equals("MultiWriter")
        && !simple.equals("MultiReader")
        && !simple.equals("TeeReader")
        && !simple.equals("Set")
        && !simple.equals("SetOutput");
  }

  /** Whether a function is of the standard library: its path has no dot in its first part. */
  static boolean isStandard(String name) {
    int slash = name.indexOf('/');
    int dot = name.indexOf('.');
    return dot > 0 && (slash < 0 ? true : dot > slash);
  }

  boolean isSize(String simple) {
    return SIZES.contains(simple);
  }

  boolean writes(String simple) {
    return WRITES.contains(simple);
  }

  boolean resets(String simple) {
    return simple.startsWith("Reset")
        || simple.startsWith("reset")
        || simple.equals("Truncate")
        || simple.equals("Clear")
        || simple.equals("Init");
  }

  /** The argument a function writes into; −1 for none. */
  int filled(String name) {
    return FILLS.getOrDefault(name, -1);
  }

  /** Whether a function turns bytes into a string or back without a copy, by its name. */
  boolean isUnsafeView(String simple) {
    return UNSAFE.contains(simple.toLowerCase(java.util.Locale.ROOT));
  }

  /** Whether a function's error is never nil. */
  boolean makesError(Callee callee) {
    return callee instanceof Callee.Named named && ERRORS.contains(named.name());
  }

  /** Whether a function reads from its argument and does not close it. */
  boolean borrows(Callee callee) {
    return callee instanceof Callee.Named named && BORROWERS.contains(named.name());
  }

  /** Whether a method of a pooled thing gives its memory, by its name. */
  boolean isView(Callee callee) {
    return switch (callee.simpleName()) {
      case "Bytes", "AvailableBuffer", "UnsafeString", "UnsafeBytes", "Peek" -> true;
      default -> false;
    };
  }

  /** The argument whose slice a function appends to, by its name; −1 for none. */
  int appendsTo(Op.Call op, boolean method) {
    String simple = op.callee().simpleName();
    boolean appends = simple.startsWith("Append") || simple.equals("Seal") || simple.equals("Sum");
    int first = method ? 1 : 0;
    if (appends && op.argTypes().size() > first) {
      Shape shape = op.argTypes().get(first).shape();
      return shape == Shape.SLICE ? first : -1;
    }
    if ((simple.equals("EncodeAll") || simple.equals("DecodeAll"))
        && op.args().size() > first + 1) {
      return first + 1;
    }
    return -1;
  }
}
