package dev.cistern.lint.lower.java;

import com.sun.source.tree.ParameterizedTypeTree;
import dev.cistern.lint.flow.Analyzer;
import dev.cistern.lint.ir.Block;
import dev.cistern.lint.ir.Func;
import dev.cistern.lint.ir.Op;
import dev.cistern.lint.rules.Followed;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** What was seen in Java classes, for the rules. */
public final class JavaSeen extends Followed {
  private final JavaProgram program;
  private final Set<String> types;

  /**
   * A pool in a field.
   *
   * @param pool its type and the field, as events name it
   * @param type what is made, or the field's type where that is not seen
   * @param makes the types of its objects, as they stand
   * @param file where it is made; empty where that is not seen
   */
  public record Made(
      String pool, String type, List<String> makes, String file, int at, String function) {}

  /**
   * Takes what was seen.
   *
   * @param analyzers gives the analyzer of a package
   * @param types the types of pools
   */
  public JavaSeen(
      JavaProgram program,
      Function<String, Analyzer> analyzers,
      List<String> functions,
      Set<String> types) {
    super(program, function -> analyzers.apply(program.path(function)), functions);
    this.program = program;
    this.types = types;
  }

  @Override
  public String text(String function) {
    return program.text(function);
  }

  /** The pools that lie in fields, with where they are made. */
  public List<Made> pools() {
    Map<String, Made> found = new LinkedHashMap<>();
    for (Func func : funcs(functions())) {
      Map<Integer, Op> sources = new HashMap<>();
      for (Block block : func.code().blocks()) {
        for (Op op : block.ops()) {
          switch (op) {
            case Op.Make m -> sources.put(m.dst(), m);
            case Op.Call c -> c.dsts().forEach(dst -> sources.put(dst, c));
            case Op.Copy c when sources.containsKey(c.src()) ->
                sources.put(c.dst(), sources.get(c.src()));
            case Op.Store s ->
                stored(func, ownerOf(func) + "." + s.field(), s.src(), sources, found);
            case Op.SetGlobal g -> stored(func, g.name(), g.src(), sources, found);
            default -> {}
          }
        }
      }
    }
    return List.copyOf(found.values());
  }

  private static String ownerOf(Func func) {
    return func.name().substring(0, func.name().lastIndexOf('.'));
  }

  private void stored(
      Func func, String name, int var, Map<Integer, Op> sources, Map<String, Made> found) {
    JavaWorld.Field field = program.field(name);
    if (field == null || found.containsKey(name)) {
      return;
    }
    String declared = program.type(field.tree().getType(), field.owner());
    Op source = sources.get(var);
    String type = source instanceof Op.Make made ? made.type().name() : declared;
    if (isPool(type)) {
      List<String> makes =
          field.tree().getType() instanceof ParameterizedTypeTree of
              ? List.of(of.getTypeArguments().getLast().toString())
              : List.of();
      String file = source == null ? "" : func.file();
      int at = source == null ? 0 : source.at();
      found.put(name, new Made(type + "/" + name, type, makes, file, at, func.name()));
    }
  }

  /** Whether a type is that of a pool whose takers are followed. */
  private boolean isPool(String type) {
    return !type.isEmpty()
        && types.stream().anyMatch(of -> program.isKind(type, of))
        && !program.isKind(type, "javax.sql.DataSource");
  }
}
