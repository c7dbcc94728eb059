package dev.cistern.lint.lower;

import dev.cistern.lint.ir.Block;
import dev.cistern.lint.ir.Code;
import dev.cistern.lint.ir.Exit;
import dev.cistern.lint.ir.Func;
import dev.cistern.lint.ir.Op;
import dev.cistern.lint.ir.TypeName;
import dev.cistern.lint.ir.Var;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Collects the variables of a function and the blocks of the body being lowered. */
public final class Build {
  private final List<Var> vars = new ArrayList<>();
  private final List<Code> literals = new ArrayList<>();
  private final List<Pending> pools = new ArrayList<>();
  private final List<Note> notes = new ArrayList<>();
  private int ids;
  private Body body = new Body();

  /** A factory seen before its function is whole. */
  record Pending(String key, int at, @Nullable Code factory, String named) {}

  /** The blocks of one body; while a function literal is lowered the outer one waits. */
  private static final class Body {
    final List<List<Op>> ops = new ArrayList<>();
    final List<@Nullable Exit> exits = new ArrayList<>();
    final List<List<TypeName>> returns = new ArrayList<>();
    int current;
  }

  public Build() {
    open();
  }

  private void open() {
    body = new Body();
    body.current = block();
  }

  public int var(String name, TypeName type, boolean value) {
    vars.add(new Var(name, type, value));
    return vars.size() - 1;
  }

  public int temp(TypeName type) {
    return var("", type, false);
  }

  public Var var(int index) {
    return vars.get(index);
  }

  public int id() {
    return ids++;
  }

  public void add(Op op) {
    body.ops.get(body.current).add(op);
  }

  /** A new block without operations. */
  public int block() {
    body.ops.add(new ArrayList<>());
    body.exits.add(null);
    return body.ops.size() - 1;
  }

  /** Goes on in another block. */
  public void at(int block) {
    body.current = block;
  }

  /** The block that operations are added to. */
  public int here() {
    return body.current;
  }

  public boolean isClosed() {
    return body.exits.get(body.current) != null;
  }

  /** Ends the current block unless it has ended. */
  public void exit(Exit exit) {
    if (!isClosed()) {
      body.exits.set(body.current, exit);
    }
  }

  public void jump(int to) {
    exit(new Exit.Jump(to));
  }

  /** Ends the current block and goes on in a new one, which nothing may lead to. */
  public void exitToNew(Exit exit) {
    exit(exit);
    at(block());
  }

  public void returns(List<TypeName> types) {
    body.returns.add(types);
  }

  void pool(Pending pool) {
    pools.add(pool);
  }

  void note(Note.What what, int at, String text) {
    notes.add(new Note(what, at, text));
  }

  List<Note> notes() {
    return notes;
  }

  List<Pending> pools() {
    return pools;
  }

  /** Lowers a function literal's body apart and comes back. */
  public Code literal(java.util.function.Function<Build, Code> lower) {
    Body outer = body;
    open();
    int place = literals.size();
    literals.add(EMPTY);
    Code code = lower.apply(this);
    literals.set(place, code);
    body = outer;
    return code;
  }

  private static final Code EMPTY =
      new Code("", List.of(), List.of(), List.of(), List.of(), List.of(), 0);

  public int literalCount() {
    return literals.size();
  }

  /** Finishes the current body. */
  public Code finish(String name, List<Integer> params, List<Integer> results, int end) {
    List<Block> blocks = new ArrayList<>();
    for (int i = 0; i < body.ops.size(); i++) {
      Exit exit = body.exits.get(i);
      blocks.add(new Block(body.ops.get(i), exit == null ? new Exit.Return(end, results) : exit));
    }
    return new Code(name, params, results, blocks, Liveness.of(blocks, results), body.returns, end);
  }

  public Func func(String name, String file, int at, Code code) {
    return new Func(name, file, at, List.copyOf(vars), code, List.copyOf(literals), ids);
  }
}
