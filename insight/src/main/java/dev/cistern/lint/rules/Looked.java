package dev.cistern.lint.rules;

import dev.cistern.lint.ir.Callee;
import dev.cistern.lint.ir.Code;
import dev.cistern.lint.ir.Func;
import dev.cistern.lint.ir.Op;
import dev.cistern.model.RuleId;
import dev.cistern.model.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;

/** What rules share that look at functions without following objects. */
final class Looked {
  /** What a server's framework gives to the function that serves a request. */
  private static final Pattern REQUEST =
      Pattern.compile(
          "net/http\\.ResponseWriter|.*/(gin|echo|fiber|fasthttp|beego|iris|hertz)(/.*)?"
              + "\\.(Context|Ctx|RequestCtx)");

  private static final Pattern STARTS =
      Pattern.compile(
          "(?i)(init|main|run|setup|start|open|new|make|create|build|prepare|must|load|reset"
              + "|configure|with|register|connect|dial|test|benchmark|example).*");

  private Looked() {}

  /** A body of a function with what is around it. */
  record Body(Func func, Code code, boolean literal) {}

  /** A function's body and those of its literals. */
  private static List<Body> bodies(Func func) {
    List<Body> bodies = new ArrayList<>();
    bodies.add(new Body(func, func.code(), false));
    func.literals().forEach(code -> bodies.add(new Body(func, code, true)));
    return bodies;
  }

  /** Looks at each body of what is worth a look, with what sets its function's variables. */
  static void each(Seen seen, BiConsumer<Body, Writes> look) {
    for (Func func : seen.funcs(seen.glanced())) {
      Writes writes = new Writes(func);
      bodies(func).forEach(body -> look.accept(body, writes));
    }
  }

  /** Whether a body serves a request. */
  static boolean servesRequest(Body body) {
    return body.code().params().stream()
        .anyMatch(param -> REQUEST.matcher(body.func().vars().get(param).type().name()).matches());
  }

  /** Whether a function by its name runs when something is set up, not for each use. */
  static boolean setsUp(Func func) {
    return STARTS.matcher(simple(func.name())).matches();
  }

  static String simple(String function) {
    String plain = function.replaceAll("[#\u00b7][0-9]+$", "");
    return plain.substring(plain.lastIndexOf('.') + 1);
  }

  static String calledName(Op op) {
    return op instanceof Op.Call call && call.callee() instanceof Callee.Named named
        ? named.name()
        : "";
  }

  static Found found(
      RuleId rule, Severity severity, String title, String why, String mend, Func func, int at) {
    return new Found(rule, severity, title, why, mend, func.name(), func.file(), at, List.of());
  }
}
