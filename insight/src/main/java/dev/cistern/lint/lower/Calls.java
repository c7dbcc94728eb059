package dev.cistern.lint.lower;

import dev.cistern.lint.front.go.tree.Expr;
import dev.cistern.lint.front.go.tree.Expr.CallExpr;
import dev.cistern.lint.front.go.tree.Expr.Ident;
import dev.cistern.lint.front.go.tree.Expr.SelectorExpr;
import dev.cistern.lint.ir.Callee;
import dev.cistern.lint.ir.Exit;
import dev.cistern.lint.ir.Op;
import dev.cistern.lint.ir.Shape;
import dev.cistern.lint.ir.TypeName;
import dev.cistern.lint.lower.Context.Val;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Lowers calls, conversions and builtin functions. */
final class Calls {
  private static final Set<String> NEVER_RETURN =
      Set.of("os.Exit", "runtime.Goexit", "runtime.throw", "syscall.Exit");

  /** Whoever names a logger's method so ends the process, or the test, there. */
  private static final Pattern FATAL = Pattern.compile("Fatal(f|ln|w|Context|Depth)?");

  private static final Pattern PANIC = Pattern.compile("Panic(f|ln|w|Context)?");
  private final Context c;
  private final Exprs exprs;

  Calls(Context context, Exprs exprs) {
    this.c = context;
    this.exprs = exprs;
  }

  /** What a call's function part comes to. */
  private record Target(
      Callee callee,
      List<Integer> receiver,
      List<TypeName> receiverType,
      GoType type,
      String pool) {}

  /** Lowers a call and gives its first result. */
  Val first(CallExpr call) {
    List<Val> all = lower(call, Op.Mode.NOW);
    return all.isEmpty() ? c.opaque(call.pos(), GoType.UNKNOWN) : all.getFirst();
  }

  /** Lowers a call and gives its results; one of unknown type where nothing is known. */
  List<Val> lower(CallExpr call, Op.Mode mode) {
    return lower(call, mode, 1);
  }

  List<Val> lower(CallExpr call, Op.Mode mode, int wanted) {
    Expr fun = call.fun().unparen();
    if (fun instanceof Ident ident && isBuiltin(ident.name())) {
      return List.of(builtin(ident.name(), call, mode));
    }
    if (call.args().size() == 1 && isConversion(fun)) {
      return List.of(conversion(call, c.read(fun)));
    }
    Target target = target(fun);
    List<Integer> args = new ArrayList<>(target.receiver());
    List<TypeName> types = new ArrayList<>(target.receiverType());
    arguments(call, args, types);
    List<GoType> results = results(target, wanted);
    List<Val> values = new ArrayList<>();
    List<Integer> dsts = new ArrayList<>();
    for (GoType type : results) {
      Val value = new Val(c.temp(type), type);
      values.add(value);
      dsts.add(value.var());
    }
    c.build.add(
        new Op.Call(
            c.build.id(), call.pos(), dsts, target.callee(), args, types, mode, target.pool()));
    if (mode == Op.Mode.NOW) {
      ends(target.callee(), call.pos());
    }
    return values;
  }

  private void arguments(CallExpr call, List<Integer> args, List<TypeName> types) {
    boolean many = call.args().size() == 1 && call.args().getFirst().unparen() instanceof CallExpr;
    if (many && call.args().getFirst().unparen() instanceof CallExpr inner) {
      for (Val value : lower(inner, Op.Mode.NOW)) {
        args.add(value.var());
        types.add(c.name(value.type()));
      }
      return;
    }
    for (Expr arg : call.args()) {
      Val value = exprs.lower(arg);
      exprs.pools().copied(arg.unparen(), value);
      args.add(value.var());
      types.add(c.name(value.type()));
    }
  }

  private void ends(Callee callee, int at) {
    if (callee instanceof Callee.Named named) {
      if (NEVER_RETURN.contains(named.name())) {
        c.build.exitToNew(new Exit.Halt());
        return;
      }
    }
    String simple = callee.simpleName();
    if (FATAL.matcher(simple).matches()) {
      c.build.exitToNew(new Exit.Halt());
    } else if (PANIC.matcher(simple).matches()) {
      c.build.exitToNew(new Exit.Panic(at));
    }
  }

  private List<GoType> results(Target target, int wanted) {
    List<GoType> results = new ArrayList<>();
    if (target.type() instanceof GoType.Signature signature) {
      results.addAll(signature.results());
      return results;
    }
    if (target.callee() instanceof Callee.Named named) {
      results.addAll(c.world.known().results(named.name()));
    }
    while (results.size() < wanted) {
      results.add(GoType.UNKNOWN);
    }
    return results;
  }

  private boolean isBuiltin(String name) {
    return Builtins.NAMES.contains(name) && c.locals.find(name) == null && c.pkg.func(name) == null;
  }

  private boolean isConversion(Expr fun) {
    if (fun instanceof Ident ident && c.locals.find(ident.name()) != null) {
      return false;
    }
    if (fun instanceof SelectorExpr selector) {
      String path = exprs.packagePath(selector.x());
      if (path.isEmpty()) {
        return false;
      }
      if (c.world.pkg(path) == null && !path.equals("unsafe")) {
        GoType named = new GoType.Named(path, selector.sel().name(), List.of());
        return c.world.shape(named) != Shape.UNKNOWN;
      }
      return c.world.reader().isType(fun, c.types);
    }
    if (fun instanceof Expr.IndexExpr || fun instanceof Expr.IndexListExpr) {
      return false;
    }
    return c.world.reader().isType(fun, c.types);
  }

  private Val conversion(CallExpr call, GoType type) {
    Val value = exprs.lower(call.args().getFirst());
    Shape from = c.world.shape(value.type());
    Shape to = c.world.shape(type);
    boolean copies =
        to == Shape.STRING && from != Shape.STRING || to == Shape.SLICE && from == Shape.STRING;
    if (copies) {
      c.use(call.pos(), value);
      return c.opaque(call.pos(), type);
    }
    if (to == Shape.SCALAR) {
      return c.pure(call.pos(), "convert", type, value.var());
    }
    int dst = c.temp(type);
    c.build.add(new Op.Copy(c.build.id(), call.pos(), dst, value.var()));
    return new Val(dst, type);
  }

  private Val builtin(String name, CallExpr call, Op.Mode mode) {
    return new Builtins(c, exprs).lower(name, call, mode);
  }

  private Target target(Expr fun) {
    return switch (fun) {
      case Ident ident -> byName(ident);
      case SelectorExpr selector -> selected(selector);
      case Expr.IndexExpr index when isInstance(index) -> target(index.x().unparen());
      case Expr.IndexListExpr index -> target(index.x().unparen());
      default -> {
        Val value = exprs.lower(fun);
        yield value(value, "", false);
      }
    };
  }

  private boolean isInstance(Expr.IndexExpr index) {
    Expr base = index.x().unparen();
    return base instanceof Ident ident && c.pkg.func(ident.name()) != null
        || base instanceof SelectorExpr selector && !exprs.packagePath(selector.x()).isEmpty();
  }

  private static Target value(Val value, String field, boolean given) {
    Callee callee = new Callee.Value(value.var(), field, given);
    return new Target(callee, List.of(), List.of(), value.type(), "");
  }

  private Target byName(Ident ident) {
    Locals.Local local = c.locals.find(ident.name());
    if (local != null) {
      boolean given = local.param();
      return value(new Val(local.var(), local.type()), "", given);
    }
    GoFunc func = c.pkg.func(ident.name());
    if (func != null) {
      GoType type = c.world.signature(func, GoType.UNKNOWN);
      return named(func.name(), type);
    }
    if (c.pkg.variable(ident.name()) != null) {
      return value(exprs.lower(ident), c.pkg.path() + "." + ident.name(), false);
    }
    return named(c.pkg.path() + "." + ident.name(), GoType.UNKNOWN);
  }

  private static Target named(String name, GoType type) {
    return new Target(new Callee.Named(name, false), List.of(), List.of(), type, "");
  }

  private Target selected(SelectorExpr selector) {
    String name = selector.sel().name();
    String path = exprs.packagePath(selector.x());
    if (!path.isEmpty()) {
      GoPackage pkg = c.world.pkg(path);
      GoFunc func = pkg == null ? null : pkg.func(name);
      if (pkg != null && func == null && pkg.variable(name) != null) {
        return value(exprs.lower(selector), path + "." + name, false);
      }
      boolean outside = pkg == null && !c.world.known().hasPackage(path);
      OutsidePools.Role role = outside ? OutsidePools.function(path, name) : null;
      if (role != null) {
        return new Target(role.callee(), List.of(), List.of(), GoType.UNKNOWN, role.pool());
      }
      GoType type = func == null ? GoType.UNKNOWN : c.world.signature(func, GoType.UNKNOWN);
      return named(path + "." + name, type);
    }
    Val base = exprs.lower(selector.x());
    GoWorld.Member member = c.world.member(base.type(), name);
    if (member == null) {
      return outside(selector, base, name);
    }
    Val at = exprs.through(base, member.through(), selector.sel().pos());
    GoFunc method = member.method();
    if (method == null) {
      GoType type = member.type() == null ? GoType.UNKNOWN : member.type();
      Val field = exprs.load(at, name, type, selector.sel().pos());
      return value(field, member.owner() + "." + name, false);
    }
    GoType type = c.world.signature(method, at.type());
    Callee callee = new Callee.Named(method.name(), true);
    return new Target(
        callee, List.of(at.var()), List.of(c.name(at.type())), type, poolName(selector.x(), base));
  }

  /** A method of a type whose sources are not at hand, or of an interface. */
  private Target outside(SelectorExpr selector, Val base, String name) {
    GoType type = base.type().deref();
    TypeName shown = c.name(base.type());
    Val receiver = embedded(base, selector.sel().pos());
    GoType inner = receiver.type().deref();
    List<Integer> args = List.of(receiver.var());
    GoType result = interfaceMethod(type, name);
    String pool = poolName(selector.x(), base);
    boolean outside = isOutsidePool(inner, selector);
    if (!outside
        && inner instanceof GoType.Named named
        && c.world.pkg(named.pkg()) == null
        && !named.pkg().isEmpty()
        && !c.world.known().isInterface(named)) {
      String full = named.pkg() + ".(*" + named.name() + ")." + name;
      Callee callee = new Callee.Named(full, true);
      return new Target(callee, args, List.of(c.name(receiver.type())), result, pool);
    }
    Callee callee =
        isPoolMethod(type, name) || outside
            ? new Callee.Named(Callee.ANY_POOL + "." + name, true)
            : new Callee.Method(name, shown);
    String named = (outside ? Callee.OUTSIDE : "") + pool;
    return new Target(callee, args, List.of(shown), result, named);
  }

  /** Whether nothing is known of a receiver but that it is called a pool. */
  private boolean isOutsidePool(GoType type, SelectorExpr selector) {
    String name = selector.sel().name();
    return switch (type) {
      case GoType.Unknown _ -> OutsidePools.isMethod(selector.x(), name);
      case GoType.Named named ->
          (OutsidePools.isMethod(named.name(), name) || OutsidePools.isMethod(selector.x(), name))
              && named.pkg().indexOf('/') > 0
              && c.world.pkg(named.pkg()) == null
              && !c.world.known().hasPackage(named.pkg());
      default -> false;
    };
  }

  /** Whether it is what an interface that by its name and methods is a pool takes or gives by. */
  private boolean isPoolMethod(GoType type, String name) {
    return (name.equals("Get") || name.equals("Put"))
        && type instanceof GoType.Named named
        && named.name().endsWith("Pool")
        && interfaceMethod(type, "Get") instanceof GoType.Signature get
        && get.params().isEmpty()
        && get.results().size() == 1
        && interfaceMethod(type, "Put") instanceof GoType.Signature put
        && put.params().size() == 1
        && put.results().isEmpty();
  }

  /** The embedded value of a foreign type that a method most likely belongs to. */
  private Val embedded(Val base, int at) {
    if (c.world.underlying(base.type().deref()) instanceof GoType.Struct struct) {
      List<GoType> foreign = new ArrayList<>();
      for (var field : struct.tree().fields().list()) {
        if (field.names().isEmpty()) {
          GoType type = c.world.reader().read(field.type(), struct.scope());
          if (type.deref() instanceof GoType.Named named && c.world.pkg(named.pkg()) == null) {
            foreign.add(type);
          }
        }
      }
      if (foreign.size() == 1
          && foreign.getFirst().deref() instanceof GoType.Named named
          && !named.pkg().isEmpty()) {
        return exprs.load(base, named.name(), foreign.getFirst(), at);
      }
    }
    return base;
  }

  private GoType interfaceMethod(GoType type, String name) {
    if (type instanceof GoType.Named named) {
      GoPackage pkg = c.world.pkg(named.pkg());
      GoPackage.Type decl = pkg == null ? null : pkg.type(named.name());
      if (pkg != null && decl != null && decl.spec().type() instanceof Expr.InterfaceType tree) {
        TypeScope scope = new TypeScope(pkg, decl.source(), java.util.Map.of());
        for (var field : tree.methods().list()) {
          for (Ident one : field.names()) {
            if (one.name().equals(name)) {
              return c.world.reader().read(field.type(), scope);
            }
          }
        }
      }
    }
    return GoType.UNKNOWN;
  }

  /** A local variable that gets a pool where it is declared is another name of that. */
  void alias(Ident ident, @Nullable Expr right, GoType type) {
    Locals.Local local = type.is("sync", "Pool") ? c.locals.find(ident.name()) : null;
    if (local != null) {
      String name = right == null ? "" : poolName(right, new Val(Op.NONE, type));
      c.poolNames.put(local.var(), name.isEmpty() ? c.function + "." + ident.name() : name);
    }
  }

  /** The name of the pool an expression stands for: its variable or its type's field. */
  String poolName(Expr expr, Val base) {
    Expr inner = expr.unparen();
    if (inner instanceof Expr.UnaryExpr unary) {
      inner = unary.x().unparen();
    }
    return switch (inner) {
      case Ident ident -> {
        Locals.Local local = c.locals.find(ident.name());
        if (local != null) {
          yield c.poolNames.getOrDefault(local.var(), c.function + "." + ident.name());
        }
        yield c.pkg.path() + "." + ident.name();
      }
      case SelectorExpr selector -> {
        String path = exprs.packagePath(selector.x());
        if (!path.isEmpty()) {
          yield path + "." + selector.sel().name();
        }
        yield fieldName(selector);
      }
      case Expr.IndexExpr index -> poolName(index.x(), base) + "[]";
      case Expr.StarExpr star -> poolName(star.x(), base);
      default -> "";
    };
  }

  /** {@code pkg.Type.field} of a selector, as far as the type of its base is known. */
  String fieldName(SelectorExpr selector) {
    GoType type = new Typing(c).of(selector.x());
    GoWorld.Member member = c.world.member(type, selector.sel().name());
    String owner = member == null ? type.deref().print() : member.owner();
    return owner + "." + selector.sel().name();
  }
}
