package dev.cistern.lint.flow;

import dev.cistern.lint.ir.Callee;
import dev.cistern.lint.ir.Op;
import dev.cistern.lint.ir.Shape;
import java.util.Map;
import java.util.Set;

/** What the names of functions say where nothing else is known, by Go's own conventions. */
final class Names implements Conventions {
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
  private static final Map<String, Integer> KEEPS =
      Map.of(
          "sync.Map.Store",
          2,
          "sync.Map.LoadOrStore",
          2,
          "sync.Map.Swap",
          2,
          "sync/atomic.Value.Store",
          1,
          "sync/atomic.Pointer.Store",
          1,
          "sync/atomic.Value.CompareAndSwap",
          2,
          "sync/atomic.Pointer.CompareAndSwap",
          2,
          "container/list.List.PushBack",
          1,
          "container/list.List.PushFront",
          1);
  private static final Set<String> TAKES_OUT =
      Set.of(
          "Delete",
          "LoadAndDelete",
          "CompareAndDelete",
          "Clear",
          "Remove",
          "Init",
          "Range",
          "Swap",
          "CompareAndSwap");
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

  @Override
  public boolean keepsNothing(String name, String simple, Callee callee) {
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

  @Override
  public boolean isSize(String simple) {
    return SIZES.contains(simple);
  }

  @Override
  public boolean writes(String simple) {
    return WRITES.contains(simple);
  }

  @Override
  public boolean resets(String simple) {
    return simple.startsWith("Reset")
        || simple.startsWith("reset")
        || simple.equals("Truncate")
        || simple.equals("Clear")
        || simple.equals("Init");
  }

  @Override
  public int filled(String name) {
    return FILLS.getOrDefault(name, -1);
  }

  @Override
  public int keeps(String name) {
    String plain = Knowledge.canonical(name);
    return KEEPS.getOrDefault(plain.indexOf('[') < 0 ? plain : plain.replaceAll("\\[.*]", ""), -1);
  }

  @Override
  public boolean keepsInRequest(Callee callee) {
    return switch (callee) {
      case Callee.Named named -> isRequestSetter(named.simpleName(), named.name());
      case Callee.Method method -> isRequestSetter(method.name(), method.type().name());
      case Callee.Value _ -> false;
    };
  }

  private static boolean isRequestSetter(String simple, String owner) {
    return switch (simple) {
      case "Locals", "SetUserValue" -> true;
      case "Set" ->
          owner.startsWith("github.com/gin-gonic/gin.") || owner.contains("labstack/echo");
      default -> false;
    };
  }

  @Override
  public boolean takesOut(String simple) {
    return TAKES_OUT.contains(simple);
  }

  @Override
  public boolean isUnsafeView(String simple) {
    return UNSAFE.contains(simple.toLowerCase(java.util.Locale.ROOT));
  }

  @Override
  public boolean makesError(Callee callee) {
    return callee instanceof Callee.Named named && ERRORS.contains(named.name());
  }

  @Override
  public boolean borrows(Callee callee) {
    return callee instanceof Callee.Named named && BORROWERS.contains(named.name());
  }

  @Override
  public boolean isView(Callee callee) {
    return switch (callee.simpleName()) {
      case "Bytes", "AvailableBuffer", "UnsafeString", "UnsafeBytes", "Peek" -> true;
      default -> false;
    };
  }

  @Override
  public int appendsTo(Op.Call op, boolean method) {
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

  @Override
  public boolean shares(Callee callee) {
    return false;
  }

  @Override
  public boolean closesWhatItOpened() {
    return false;
  }

  /** A panic ends the process, mostly: what it leaves behind does not count. */
  @Override
  public boolean leavesByException() {
    return false;
  }
}
