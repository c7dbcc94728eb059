package dev.cistern.lint.lower.java;

import com.sun.source.tree.MethodTree;
import com.sun.source.tree.ThrowTree;
import com.sun.source.util.TreeScanner;
import dev.cistern.lint.flow.Knowledge;
import dev.cistern.lint.ir.Callee;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Tells what a call calls, and whether an exception of it is to be reckoned with. */
final class Calls {
  private static final Pattern HARMLESS =
      Pattern.compile(
          "(get|is|has|set|with|add|put|contains|equals|hash|to|as|log|debug|info|warn|error|trace"
              + "|print|append|of|size|length|max|min|remove|release|retain|close|free|return"
              + "|recycle|invalidate|shutdown|destroy|unlock|lock|notify|incr|decr|increment"
              + "|decrement|mark|record|update|count|clear|reset|name|id|key|value|index|capacity"
              + "|readable|writable|skip|write|fire|current|nano|valueOf|format|builder|build"
              + "|alloc|buffer|direct|heap|compare|touch|ref|start|stop|try|new|then|when|on|assert"
              + "|require|check|ensure|emit|offer|poll|peek|next|copy|slice|duplicate|order|init"
              + "|default|empty|list|map|stream|iterator|filter|for|concat|substring|trim|split"
              + "|cast|self|unwrap|ordinal|cancel|complete|report|register|unregister|super|this)"
              + "([A-Z0-9_]\\w*)?");
  private static final Set<String> RISKY = Set.of("getConnection", "getResource");

  /** Its buffers are the collector's, whatever allocator it has inside. */
  private static final String UNPOOLED = "io.netty.buffer.Unpooled";

  private final JavaWorld world;
  private final Knowledge knowledge;
  private final Map<MethodTree, Boolean> throwing = new ConcurrentHashMap<>();

  /**
   * What a call calls.
   *
   * @param callee how the form names it
   * @param method its source, or null
   * @param result the type it gives; empty where it is not known
   */
  record Target(Callee callee, @Nullable JavaMethod method, String result) {
    String name() {
      return callee instanceof Callee.Named named ? named.name() : "";
    }
  }

  Calls(JavaWorld world, Knowledge knowledge) {
    this.world = world;
    this.knowledge = knowledge;
  }

  boolean givesBack(String function) {
    return knowledge.givesBack(function);
  }

  boolean isKnown(String function) {
    return knowledge.knows(function);
  }

  /** A method of a type by its simple name and the types of its arguments. */
  Target find(String type, String simple, List<String> arguments, boolean viaSuper) {
    if (type.equals(UNPOOLED)) {
      return new Target(new Callee.Named(type + "." + simple + "?", false), null, "");
    }
    for (String one : world.lineage(type)) {
      String full = one + "." + simple;
      if (knowledge.knows(full)) {
        return new Target(new Callee.Named(full, true), null, world.library().result(full));
      }
      JavaClass known = world.find(one);
      JavaMethod method = known == null ? null : pick(known, simple, arguments);
      if (known != null && method != null) {
        String result = world.type(method.tree().getReturnType(), known);
        return method.isHook() && !viaSuper
            ? new Target(new Callee.Method(simple, JavaWorld.typeName(type)), method, result)
            : new Target(new Callee.Named(method.name(), !method.isStatic()), method, result);
      }
      String result = world.library().result(full);
      if (!result.isEmpty()) {
        return new Target(new Callee.Named(full, true), null, result);
      }
    }
    String named = world.library().named(simple);
    return named == null
        ? new Target(new Callee.Method(simple, JavaWorld.typeName(type)), null, "")
        : new Target(new Callee.Named(named, true), null, world.library().result(named));
  }

  /** The only method that takes so many arguments of such types; null where several might. */
  private @Nullable JavaMethod pick(JavaClass in, String simple, List<String> arguments) {
    JavaMethod found = null;
    int best = -1;
    boolean several = false;
    for (JavaMethod method : in.methods(simple)) {
      int fit = fit(method, arguments);
      if (fit > best) {
        found = method;
        best = fit;
        several = false;
      } else if (fit == best && fit >= 0) {
        several = true;
      }
    }
    return several ? null : found;
  }

  private int fit(JavaMethod method, List<String> arguments) {
    var params = method.tree().getParameters();
    boolean open = method.isVarArgs() && arguments.size() >= params.size() - 1;
    if (params.size() != arguments.size()) {
      return open ? 0 : -1;
    }
    int fit = 1;
    for (int i = 0; i < params.size(); i++) {
      String wanted = world.type(params.get(i).getType(), method.owner());
      String given = arguments.get(i);
      if (wanted.isEmpty() || given.isEmpty()) {
        continue;
      }
      if (wanted.equals(given)) {
        fit += 2;
      } else if (world.lineage(given).contains(wanted)) {
        fit++;
      } else if (JavaWorld.isPrimitive(wanted) != JavaWorld.isPrimitive(given)) {
        return -1;
      }
    }
    return fit;
  }

  /** What a method stands for by what comes out of it; null where that says nothing. */
  @Nullable Target given(Target target, String wanted, String simple) {
    if (!(target.callee() instanceof Callee.Method) || target.method() != null) {
      return null;
    }
    String full = world.library().given(wanted, simple);
    return full == null ? null : new Target(new Callee.Named(full, true), null, wanted);
  }

  /** Whether an exception of a call is to be reckoned with. */
  boolean mayThrow(Target target, String receiver, String simple) {
    if (knowledge.givesBack(target.name())) {
      return false;
    }
    if (knowledge.knows(target.name()) || RISKY.contains(simple)) {
      return !receiver.startsWith("io.netty.") && !receiver.startsWith("dev.cistern.pool.");
    }
    if (receiver.startsWith("io.netty.buffer.")) {
      return false; // of a mistake in the program alone
    }
    JavaMethod method = target.method();
    if (method != null) {
      return throwing.computeIfAbsent(method.tree(), Calls::throwsItself);
    }
    if (receiver.startsWith("java.lang.") || receiver.startsWith("java.util.")) {
      return false;
    }
    return !HARMLESS.matcher(simple).matches();
  }

  private static boolean throwsItself(MethodTree tree) {
    if (!tree.getThrows().isEmpty()) {
      return true;
    }
    boolean[] found = new boolean[1];
    new TreeScanner<@Nullable Void, @Nullable Void>() {
      @Override
      public @Nullable Void visitThrow(ThrowTree thrown, @Nullable Void none) {
        found[0] = true;
        return null;
      }
    }.scan(tree.getBody(), null);
    return found[0];
  }
}
