package dev.cistern.lint.lower.java;

import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.TreeScanner;
import dev.cistern.lint.ir.Callee;
import dev.cistern.lint.ir.Op;
import dev.cistern.lint.ir.Shape;
import dev.cistern.lint.ir.TypeName;
import dev.cistern.lint.lower.java.Calls.Target;
import dev.cistern.lint.lower.java.Scope.Val;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Lowers calls of methods and constructors. */
final class Invocations {
  private static final String BYTE_BUF = "io.netty.buffer.ByteBuf";

  /** Methods of a buffer that give the buffer itself. */
  private static final Pattern FLUENT =
      Pattern.compile(
          "(write|set|mark|reset|discard)[A-Z]\\w*|skipBytes|clear|retain|touch|ensureWritable"
              + "|addComponents?|addFlattenedComponents|consolidate");

  private static final Pattern SLICES =
      Pattern.compile(
          "slice|duplicate|asReadOnly|readSlice|unwrap|order|nioBuffer|internalNioBuffer");
  private final Scope s;
  private final Exits exits;
  private final Exprs exprs;

  Invocations(Scope scope, Exits exits, Exprs exprs) {
    this.s = scope;
    this.exits = exits;
    this.exprs = exprs;
  }

  /** What a call is made of before it is lowered. */
  private record Parts(
      int at, @Nullable Val receiver, String type, String simple, List<Val> args, String pool) {}

  Val call(MethodInvocationTree tree, String wanted) {
    ExpressionTree select = tree.getMethodSelect();
    int at = s.start(tree);
    if (select instanceof MemberSelectTree member) {
      String simple = member.getIdentifier().toString();
      ExpressionTree of = member.getExpression();
      if (s.isType(of)) {
        String type = s.world.type(of, s.owner);
        if (isShutdown(type, tree)) {
          args(tree);
          return s.temp(""); // it throws, whatever becomes of it
        }
        return invoke(new Parts(at, null, type, simple, args(tree), ""), wanted, false);
      }
      Val receiver = exprs.expr(of);
      boolean up = of instanceof IdentifierTree id && id.getName().contentEquals("super");
      String type = up ? parent() : receiver.type();
      Parts parts = new Parts(nameAt(member), receiver, type, simple, args(tree), key(of));
      return invoke(parts, wanted, up);
    }
    if (select instanceof IdentifierTree id) {
      return unqualified(at, id.getName().toString(), args(tree), wanted);
    }
    return s.temp("");
  }

  /** Whether a connection is asked for to end an embedded database: there is none then. */
  private boolean isShutdown(String type, MethodInvocationTree tree) {
    if (!type.equals("java.sql.DriverManager") || tree.getArguments().isEmpty()) {
      return false;
    }
    String url = s.owner.file().text(tree.getArguments().getFirst());
    return url.contains(";shutdown=true") || url.contains(";drop=true");
  }

  /** Where a method's name stands: in a chain over several lines the calls have their own. */
  private int nameAt(MemberSelectTree member) {
    int end = s.owner.file().end(member);
    return Math.max(s.start(member), end - member.getIdentifier().length());
  }

  private String parent() {
    List<String> lineage = s.world.lineage(s.owner.name());
    return lineage.size() > 1 ? lineage.get(1) : "";
  }

  private List<Val> args(MethodInvocationTree tree) {
    return tree.getArguments().stream().map(exprs::expr).toList();
  }

  /** The name of a pool by the variable or field that holds it. */
  private String key(ExpressionTree of) {
    String name =
        switch (of) {
          case IdentifierTree id -> id.getName().toString();
          case MemberSelectTree select
              when select.getExpression() instanceof IdentifierTree id
                  && id.getName().contentEquals("this") ->
              select.getIdentifier().toString();
          default -> "";
        };
    if (name.isEmpty()) {
      return "";
    }
    if (s.local(name) != null && of instanceof IdentifierTree) {
      return s.function + "." + name;
    }
    for (JavaClass in = s.owner; in != null; in = in.outer()) {
      JavaWorld.Field field = s.world.field(in.name(), name);
      if (field != null) {
        return field.owner().name() + "." + name;
      }
    }
    return "";
  }

  private Val unqualified(int at, String simple, List<Val> args, String wanted) {
    Val self = s.local("this");
    if (simple.equals("this") || simple.equals("super")) {
      Callee callee = new Callee.Named(s.owner.name() + ".<init>?", false);
      add(at, List.of(), callee, args, "", false);
      return s.temp("");
    }
    List<String> types = args.stream().map(Val::type).toList();
    for (JavaClass in = s.owner; in != null; in = in.outer()) {
      Target target = s.known.find(in.name(), simple, types, false);
      boolean found = target.method() != null || s.known.isKnown(target.name());
      if (found) {
        Val receiver = in == s.owner && self != null ? self : s.temp(in.name());
        boolean named = s.world.library().named(simple) != null && target.method() == null;
        String type = named ? "" : in.name();
        return invoke(new Parts(at, receiver, type, simple, args, ""), wanted, false);
      }
    }
    if (self != null) {
      return invoke(new Parts(at, self, s.owner.name(), simple, args, ""), wanted, false);
    }
    return invoke(new Parts(at, null, "", simple, args, ""), wanted, false);
  }

  private Val invoke(Parts parts, String wanted, boolean up) {
    List<String> types = parts.args().stream().map(Val::type).toList();
    Target target = s.known.find(parts.type(), parts.simple(), types, up);
    Target given = s.known.given(target, wanted, parts.simple());
    if (given != null && !s.world.lineage(parts.type()).contains(wanted)) {
      boolean holder = parts.type().startsWith("redis.clients.jedis.") && isHolder(parts.type());
      target = holder ? target : given;
    }
    Val receiver = parts.receiver();
    if (receiver != null && s.world.lineage(receiver.type()).contains(BYTE_BUF)) {
      Val same = buffer(parts, receiver, target);
      if (same != null) {
        return same;
      }
    }
    boolean isStatic = target.method() != null && target.method().isStatic();
    List<Val> all = new ArrayList<>();
    if (receiver != null && !isStatic) {
      all.add(receiver);
    }
    all.addAll(parts.args());
    Callee callee = callee(target, parts, receiver, isStatic);
    boolean gives = s.known.givesBack(target.name());
    if (gives && parts.simple().equals("invalidateObject") && parts.args().size() > 1) {
      boolean keyed = s.world.lineage(parts.type()).stream().anyMatch(t -> t.contains("Keyed"));
      all = keyed || parts.type().isEmpty() ? all : all.subList(0, 2);
    }
    String result = target.result().isEmpty() ? wanted : target.result();
    Val dst = s.temp(result.equals("void") ? "" : result);
    boolean risky = s.known.mayThrow(target, parts.type(), parts.simple());
    add(parts.at(), List.of(dst.var()), callee, all, pool(target, parts), risky);
    return dst;
  }

  /** A pool's name with its type in front of it, which messages leave out. */
  private static String pool(Target target, Parts parts) {
    String method = target.name();
    boolean counted = method.startsWith("io.netty."); // any buffer goes back to where it is from
    boolean named = !parts.pool().isEmpty() && method.indexOf('.') > 0 && !counted;
    return named ? method.substring(0, method.lastIndexOf('.')) + "/" + parts.pool() : "";
  }

  /** Whether a getter of a type gives what it holds itself: a client's own connection. */
  private static boolean isHolder(String type) {
    String simple = type.substring(type.lastIndexOf('.') + 1);
    return !simple.endsWith("Pool") && !simple.endsWith("Provider") && !simple.endsWith("Database");
  }

  private static Callee callee(
      Target target, Parts parts, @Nullable Val receiver, boolean isStatic) {
    boolean self = parts.receiver() != null && parts.args().isEmpty();
    if (target.callee() instanceof Callee.Named named) {
      boolean onItself = named.name().endsWith(".release") || named.name().endsWith(".close");
      if (named.name().startsWith(BYTE_BUF) && onItself && !self) {
        return new Callee.Method(parts.simple(), JavaWorld.typeName(parts.type()));
      }
      return isStatic ? new Callee.Named(named.name(), false) : named;
    }
    return receiver == null
        ? new Callee.Named(parts.type() + "." + parts.simple(), false)
        : target.callee();
  }

  /** A method of a buffer that gives the buffer or a part of it; null for any other. */
  private @Nullable Val buffer(Parts parts, Val receiver, Target target) {
    String simple = parts.simple();
    boolean cursor =
        (simple.equals("readerIndex") || simple.equals("writerIndex") || simple.equals("capacity"))
            && parts.args().size() == 1;
    if (SLICES.matcher(simple).matches()) {
      Val dst = s.temp(simple.contains("nio") ? "java.nio.ByteBuffer" : BYTE_BUF);
      s.build.add(new Op.View(s.build.id(), parts.at(), dst.var(), receiver.var(), Op.Part.INNER));
      return dst;
    }
    if (!cursor && !FLUENT.matcher(simple).matches()) {
      return null;
    }
    List<Val> all = new ArrayList<>(List.of(receiver));
    all.addAll(parts.args());
    add(parts.at(), List.of(), target.callee(), all, "", false);
    return receiver;
  }

  /** Adds a call, with its way out by an exception where that is to be reckoned with. */
  private void add(
      int at, List<Integer> dsts, Callee callee, List<Val> args, String pool, boolean risky) {
    List<Integer> vars = args.stream().map(Val::var).toList();
    List<TypeName> types = args.stream().map(a -> JavaWorld.typeName(a.type())).toList();
    Op.Call call = new Op.Call(s.build.id(), at, dsts, callee, vars, types, Op.Mode.NOW, pool);
    if (risky) {
      exits.mayThrow(call);
    }
    s.build.add(call);
  }

  /** Closes a resource as the end of its try does: null it lets be. */
  void close(Val value, int at) {
    Target target = s.known.find(value.type(), "close", List.of(), false);
    List<TypeName> types = List.of(new TypeName(value.type(), Shape.INTERFACE));
    List<Integer> vars = List.of(value.var());
    s.build.add(
        new Op.Call(s.build.id(), at, List.of(), target.callee(), vars, types, Op.Mode.NOW, ""));
  }

  Val made(NewClassTree tree) {
    List<Val> args = new ArrayList<>();
    if (tree.getEnclosingExpression() != null) {
      exprs.expr(tree.getEnclosingExpression());
    }
    tree.getArguments().forEach(arg -> args.add(exprs.expr(arg)));
    String type = s.world.type(tree.getIdentifier(), s.owner);
    Map<String, Integer> fields = new LinkedHashMap<>();
    args.forEach(arg -> fields.put("argument " + fields.size(), arg.var()));
    if (tree.getClassBody() != null) {
      captured(tree.getClassBody(), fields);
    }
    int at = s.start(tree);
    Val dst = s.temp(type);
    s.build.add(
        new Op.Make(
            s.build.id(),
            at,
            dst.var(),
            JavaWorld.typeName(type),
            List.copyOf(fields.keySet()),
            List.copyOf(fields.values())));
    if (!args.isEmpty()) {
      List<Val> all = new ArrayList<>(List.of(dst));
      all.addAll(args);
      List<String> types = args.stream().map(Val::type).toList();
      Target target =
          s.world.find(type) == null
              ? new Target(new Callee.Named(type + ".<init>", true), null, "")
              : s.known.find(type, "<init>", types, true);
      boolean risky = target.method() != null && s.known.mayThrow(target, type, "<init>");
      add(at, List.of(), target.callee(), all, "", risky);
    }
    return dst;
  }

  /** What a lambda or an anonymous class has of the method's variables. */
  void captured(Tree body, Map<String, Integer> fields) {
    new TreeScanner<@Nullable Void, @Nullable Void>() {
      @Override
      public @Nullable Void visitIdentifier(IdentifierTree id, @Nullable Void none) {
        String name = id.getName().toString();
        Val local = s.local(name);
        if (local != null && !name.equals("this")) {
          fields.put("captured " + name, local.var());
        }
        return null;
      }
    }.scan(body, null);
  }
}
