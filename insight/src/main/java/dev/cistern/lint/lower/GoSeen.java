package dev.cistern.lint.lower;

import dev.cistern.lint.flow.Analyzer;
import dev.cistern.lint.front.go.tree.Expr;
import dev.cistern.lint.front.go.tree.Field;
import dev.cistern.lint.ir.Code;
import dev.cistern.lint.ir.Func;
import dev.cistern.lint.ir.TypeName;
import dev.cistern.lint.rules.Followed;
import dev.cistern.lint.rules.Layout;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What was seen in Go packages, for the rules. */
public final class GoSeen extends Followed {
  private final GoProgram program;
  private final Map<String, String> texts = new HashMap<>();
  private final List<String> glanced;
  private final List<Script> scripts;
  private final List<KeptMap> keptMaps;

  /**
   * Takes what was seen.
   *
   * @param analyzers gives the analyzer of a package
   * @param functions those that were followed
   * @param glanced those that are worth a look
   */
  public GoSeen(
      GoProgram program,
      Function<String, Analyzer> analyzers,
      List<String> functions,
      List<String> glanced,
      List<KeptMap> keptMaps,
      List<Script> scripts) {
    super(program, function -> analyzers.apply(program.path(function)), functions);
    this.program = program;
    this.glanced = List.copyOf(glanced);
    this.keptMaps = List.copyOf(keptMaps);
    this.scripts = List.copyOf(scripts);
  }

  @Override
  public List<String> glanced() {
    return glanced;
  }

  @Override
  public List<Script> scripts() {
    return scripts;
  }

  @Override
  public boolean isProgram(String function) {
    return program.isProgram(function);
  }

  @Override
  public Optional<Layout> layout(String type) {
    return new Layouts(program.world()).of(type);
  }

  @Override
  public List<KeptMap> keptMaps() {
    return keptMaps;
  }

  @Override
  public List<Mark> marks(String function) {
    return program.notes(function).stream()
        .map(note -> new Mark(note.what().name(), note.at(), note.text()))
        .toList();
  }

  @Override
  public List<Factory> factories() {
    List<Factory> all = new ArrayList<>();
    for (String function : functions()) {
      for (PoolSite site : program.pools(function)) {
        all.add(factory(site));
      }
    }
    return all;
  }

  @Override
  public List<Code> factoryCode(Factory factory) {
    List<Code> codes = new ArrayList<>();
    for (PoolSite site : program.pools(factory.owner())) {
      Code code = code(site);
      if (code != null && site.at() == factory.at()) {
        codes.add(code);
      }
    }
    return codes;
  }

  private @Nullable Code code(PoolSite site) {
    Code code = site.factory();
    if (code == null && site.named().contains(".")) {
      Func named = program.function(site.named());
      code = named == null ? null : named.code();
    }
    return code;
  }

  private Factory factory(PoolSite site) {
    Code code = code(site);
    Set<TypeName> types = new LinkedHashSet<>();
    boolean nil = false;
    if (code != null) {
      for (List<TypeName> one : code.returns()) {
        if (one.size() == 1) {
          if (one.getFirst().name().equals("nil")) {
            nil = true;
          } else {
            types.add(one.getFirst());
          }
        }
      }
    }
    return new Factory(
        site.key(),
        site.file(),
        site.at(),
        List.copyOf(types),
        nil,
        site.owner().name(),
        code != null);
  }

  @Override
  public List<FieldInfo> fields(String type) {
    GoWorld world = program.world();
    int dot = type.lastIndexOf('.');
    if (dot < 0) {
      return List.of();
    }
    GoType named = new GoType.Named(type.substring(0, dot), type.substring(dot + 1), List.of());
    List<FieldInfo> fields = new ArrayList<>();
    if (world.underlying(named) instanceof GoType.Struct struct) {
      for (Field field : struct.tree().fields().list()) {
        TypeName shown = world.reader().read(field.type(), struct.scope()).toName(world);
        for (Expr.Ident name : field.names()) {
          fields.add(new FieldInfo(name.name(), shown, false));
        }
        if (field.names().isEmpty()) {
          String simple = shown.name().substring(shown.name().lastIndexOf('.') + 1);
          fields.add(new FieldInfo(simple, shown, true));
        }
      }
    }
    return fields;
  }

  @Override
  public boolean isDeclared(String pool) {
    int dot = pool.lastIndexOf('.');
    String owner = pool.substring(0, dot);
    GoPackage pkg = program.world().pkg(owner);
    if (pkg != null) {
      return pkg.variable(pool.substring(dot + 1)) != null;
    }
    return fields(owner).stream().anyMatch(field -> field.name().equals(pool.substring(dot + 1)));
  }

  @Override
  public boolean isBare(String pool) {
    int dot = pool.lastIndexOf('.');
    GoPackage pkg = program.world().pkg(pool.substring(0, dot));
    GoPackage.Variable variable = pkg == null ? null : pkg.variable(pool.substring(dot + 1));
    return variable != null && variable.spec().values().isEmpty();
  }

  @Override
  public String text(String function) {
    return texts.computeIfAbsent(function, program::text);
  }

  @Override
  public List<String> methods(String type) {
    int dot = type.lastIndexOf('.');
    GoPackage pkg = dot < 0 ? null : program.world().pkg(type.substring(0, dot));
    if (pkg == null) {
      return List.of();
    }
    return pkg.methods(type.substring(dot + 1)).values().stream()
        .map(GoFunc::name)
        .sorted()
        .toList();
  }

  @Override
  public List<String> around(String name) {
    return program.functions(program.path(name));
  }

  @Override
  public Set<String> callers(String function) {
    String simple = function.substring(function.lastIndexOf('.') + 1);
    Set<String> callers = new LinkedHashSet<>();
    for (String other : functions()) {
      if (!other.equals(function) && text(other).contains(simple + "(")) {
        callers.add(other);
      }
    }
    return callers;
  }
}
