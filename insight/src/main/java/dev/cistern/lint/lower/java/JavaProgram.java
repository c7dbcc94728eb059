package dev.cistern.lint.lower.java;

import com.sun.source.tree.BlockTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import dev.cistern.lint.flow.Knowledge;
import dev.cistern.lint.flow.Program;
import dev.cistern.lint.front.java.JavaFile;
import dev.cistern.lint.ir.Code;
import dev.cistern.lint.ir.Func;
import dev.cistern.lint.ir.Op;
import dev.cistern.lint.lower.java.Scope.Val;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import org.jspecify.annotations.Nullable;

/**
 * Java classes as a program: their methods, lowered when they are asked for. Files are added before
 * anything is asked; several threads may ask at a time.
 */
public final class JavaProgram implements Program {
  private static final String INITIAL = "<initial>";
  private final Map<String, JavaFile> files = new ConcurrentSkipListMap<>();
  private final Map<String, JavaClass> owners = new ConcurrentHashMap<>();
  private final Map<String, JavaMethod> methods = new ConcurrentHashMap<>();
  private final Map<String, List<String>> byFile = new ConcurrentHashMap<>();
  private final Source source;
  private final Map<String, Optional<Func>> lowered = new ConcurrentHashMap<>();
  private final JavaWorld world;
  private final Calls calls;

  /** Gives files that are not read yet. */
  public interface Source {
    /** Whether there is a file of a class. */
    boolean has(String type);

    /** The file of a class, or null where it cannot be read. */
    @Nullable JavaFile read(String type);
  }

  private final class Loader implements JavaWorld.Loader {
    @Override
    public boolean has(String name) {
      return source.has(name);
    }

    @Override
    public void load(String name) {
      JavaFile file = source.read(name);
      if (file != null) {
        add(file);
      }
    }
  }

  /** A program that reads what its methods lead to from a source. */
  public JavaProgram(JavaFacts facts, Knowledge knowledge, Source source) {
    this.source = source;
    this.world = new JavaWorld(facts.library(), new Loader());
    this.calls = new Calls(world, knowledge);
  }

  /** Adds a file. */
  public synchronized void add(JavaFile file) {
    if (files.putIfAbsent(file.path(), file) != null) {
      return;
    }
    List<String> names = new ArrayList<>();
    for (JavaClass one : world.add(file)) {
      String initial = one.name() + "." + INITIAL;
      owners.put(initial, one);
      names.add(initial);
      one.methods()
          .forEach(method -> {
            methods.put(method.name(), method);
            names.add(method.name());
          });
    }
    byFile.put(file.path(), names);
  }

  /** Forgets the forms of methods: more is known now of what they call. */
  public void forget() {
    lowered.clear();
  }

  /** A file that was read, by its path. */
  public @Nullable JavaFile file(String path) {
    return files.get(path);
  }

  public List<String> filePaths() {
    return List.copyOf(files.keySet());
  }

  /** The names of the methods of a file, with a body or without. */
  public List<String> functions(String path) {
    return byFile.getOrDefault(path, List.of());
  }

  /** The file that a method stands in; empty where it is not at hand. */
  public String fileOf(String function) {
    JavaMethod method = methods.get(function);
    JavaClass owner = method == null ? owners.get(function) : method.owner();
    return owner == null ? "" : owner.file().path();
  }

  /** The package that a method is of. */
  public String path(String function) {
    JavaMethod method = methods.get(function);
    JavaClass owner = method == null ? owners.get(function) : method.owner();
    return owner == null ? "" : JavaClass.packageOf(owner.file());
  }

  /** The text of a method. */
  public String text(String function) {
    JavaMethod method = methods.get(function);
    return method == null ? "" : method.owner().file().text(method.tree());
  }

  /** Whether a type extends another or is the same, as far as is known. */
  public boolean isKind(String type, String of) {
    return world.lineage(type).contains(of);
  }

  /** The field of a full name, with the class that declares it; null where it is none. */
  JavaWorld.@Nullable Field field(String name) {
    int dot = name.lastIndexOf('.');
    JavaClass owner = dot < 0 ? null : world.find(name.substring(0, dot));
    VariableTree tree = owner == null ? null : owner.fields().get(name.substring(dot + 1));
    return owner == null || tree == null ? null : new JavaWorld.Field(owner, tree);
  }

  /** The full name of a type as it stands in a class. */
  String type(Tree tree, JavaClass in) {
    return world.type(tree, in);
  }

  /** Whether a type's source is at hand. */
  public boolean has(String type) {
    return world.find(type) != null;
  }

  @Override
  public @Nullable Func function(String name) {
    Optional<Func> known = lowered.get(name);
    if (known == null) {
      known = Optional.ofNullable(lower(name));
      lowered.putIfAbsent(name, known);
    }
    return known.orElse(null);
  }

  private @Nullable Func lower(String name) {
    try {
      JavaMethod method = methods.get(name);
      if (method != null) {
        return method.tree().getBody() == null ? null : method(method);
      }
      JavaClass owner = owners.get(name);
      return owner == null ? null : initial(owner, name);
    } catch (Stmts.TooLarge | StackOverflowError e) {
      return null; // nothing is told of what is too large to go through
    }
  }

  private record Parts(Scope scope, Exprs exprs, Stmts stmts) {}

  private Parts parts(JavaClass owner, String name) {
    Scope scope = new Scope(world, calls, owner, name);
    Exits exits = new Exits(scope);
    Exprs exprs = new Exprs(scope, exits);
    Stmts stmts = new Stmts(scope, exits, exprs);
    exprs.statements(stmts);
    return new Parts(scope, exprs, stmts);
  }

  private Func method(JavaMethod method) {
    JavaClass owner = method.owner();
    MethodTree tree = method.tree();
    Parts parts = parts(owner, method.name());
    List<Integer> params = new ArrayList<>();
    if (!method.isStatic()) {
      params.add(parts.scope().declare("this", owner.name()).var());
    }
    for (VariableTree param : tree.getParameters()) {
      String type = world.type(param.getType(), owner);
      params.add(parts.scope().declare(param.getName().toString(), type).var());
    }
    parts.scope().result = world.type(tree.getReturnType(), owner);
    parts.stmts().block(tree.getBody());
    int end = parts.scope().close(tree.getBody());
    Code code = parts.scope().build.finish(method.name(), params, List.of(), end);
    int at = owner.file().start(tree);
    return parts.scope().build.func(method.name(), owner.file().path(), at, code);
  }

  /** What a class does outside its methods: the values of its fields, its blocks. */
  private Func initial(JavaClass owner, String name) {
    Parts parts = parts(owner, name);
    Scope scope = parts.scope();
    Val self = scope.declare("this", owner.name());
    for (Tree member : owner.tree().getMembers()) {
      int at = scope.start(member);
      if (member instanceof VariableTree field && field.getInitializer() != null) {
        Val value = parts.exprs().expr(field.getInitializer());
        String simple = field.getName().toString();
        scope.build.add(
            Exprs.isStatic(field)
                ? new Op.SetGlobal(scope.build.id(), at, owner.name() + "." + simple, value.var())
                : new Op.Store(scope.build.id(), at, self.var(), simple, value.var()));
      } else if (member instanceof BlockTree block) {
        parts.stmts().block(block);
      }
    }
    int end = owner.file().end(owner.tree());
    Code code = scope.build.finish(name, List.of(self.var()), List.of(), end);
    return scope.build.func(name, owner.file().path(), scope.start(owner.tree()), code);
  }

  @Override
  public Set<String> fieldFunctions(String field) {
    return Set.of();
  }
}
