package dev.cistern.lint.ir;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntUnaryOperator;

/** Prints the form of a function for whoever writes a rule. */
public final class IrPrinter {
  private final Func func;
  private final IntUnaryOperator lines;
  private final StringBuilder out = new StringBuilder();

  private IrPrinter(Func func, IntUnaryOperator lines) {
    this.func = func;
    this.lines = lines;
  }

  /**
   * The form as text.
   *
   * @param lines gives the line of an offset
   */
  public static String print(Func func, IntUnaryOperator lines) {
    IrPrinter printer = new IrPrinter(func, lines);
    printer.code(func.name(), func.code());
    for (Code literal : func.literals()) {
      printer.code(func.name() + "." + literal.name(), literal);
    }
    return printer.out.toString();
  }

  private void code(String name, Code code) {
    out.append(name).append('(').append(vars(code.params())).append(") results (");
    out.append(vars(code.results())).append(")\n");
    for (int i = 0; i < code.blocks().size(); i++) {
      out.append("  b").append(i).append(":\n");
      for (Op op : code.blocks().get(i).ops()) {
        out.append(String.format("    %5d  %s%n", lines.applyAsInt(Math.max(0, op.at())), op(op)));
      }
      out.append("           ").append(exit(code.blocks().get(i).exit())).append('\n');
    }
  }

  private String var(int index) {
    if (index == Op.NONE) {
      return "_";
    }
    String name = func.vars().get(index).name();
    return name.isEmpty() ? "t" + index : name + "." + index;
  }

  private String vars(List<Integer> indices) {
    List<String> names = new ArrayList<>();
    indices.forEach(index -> names.add(var(index)));
    return String.join(", ", names);
  }

  private String op(Op op) {
    return switch (op) {
      case Op.Const c -> var(c.dst()) + " = const " + c.value();
      case Op.Copy c -> var(c.dst()) + " = " + var(c.src());
      case Op.Pure p -> var(p.dst()) + " = " + p.op() + " " + vars(p.args());
      case Op.Load l -> var(l.dst()) + " = load " + var(l.base()) + "." + l.field();
      case Op.Store s -> "store " + var(s.base()) + "." + s.field() + " = " + var(s.src());
      case Op.Global g -> var(g.dst()) + " = global " + g.name();
      case Op.SetGlobal g -> "global " + g.name() + " = " + var(g.src());
      case Op.View v -> var(v.dst()) + " = view " + var(v.src()) + " " + v.part();
      case Op.Append a ->
          var(a.dst())
              + " = append "
              + var(a.src())
              + ", "
              + vars(a.args())
              + (a.spread() ? "..." : "");
      case Op.Make m ->
          var(m.dst()) + " = make " + m.type().name() + " " + m.fields() + " " + vars(m.values());
      case Op.Closure c -> var(c.dst()) + " = literal " + c.code().name();
      case Op.FuncValue f ->
          var(f.dst()) + " = function " + f.callee().display() + " " + vars(f.bound());
      case Op.AddressOf a -> var(a.dst()) + " = address of " + var(a.var());
      case Op.Call c -> call(c);
      case Op.Send s -> "send " + var(s.channel()) + " <- " + var(s.value());
      case Op.Receive r -> var(r.dst()) + ", " + var(r.ok()) + " = receive " + var(r.channel());
      case Op.Next n -> var(n.key()) + ", " + var(n.value()) + " = next " + var(n.over());
      case Op.Assert a ->
          var(a.dst()) + ", " + var(a.ok()) + " = assert " + var(a.src()) + " " + a.type().name();
      case Op.Use u -> "use " + var(u.src());
    };
  }

  private String call(Op.Call c) {
    String mode =
        switch (c.mode()) {
          case NOW -> "call ";
          case DEFERRED -> "defer ";
          case SPAWNED -> "spawn ";
          case THROWN -> "exception of ";
        };
    String function =
        switch (c.callee()) {
          case Callee.Named named -> named.name();
          case Callee.Method method -> "?" + method.display();
          case Callee.Value value ->
              var(value.var()) + (value.field().isEmpty() ? "" : " (" + value.field() + ")");
        };
    String pool = c.pool().isEmpty() ? "" : "  [" + c.pool() + "]";
    return (c.dsts().isEmpty() ? "" : vars(c.dsts()) + " = ")
        + mode
        + function
        + "("
        + vars(c.args())
        + ")"
        + pool;
  }

  private String exit(Exit exit) {
    return switch (exit) {
      case Exit.Jump jump -> "-> b" + jump.to();
      case Exit.Branch b ->
          "if " + var(b.condition()) + " -> b" + b.then() + " else b" + b.otherwise();
      case Exit.Choose choose -> "any of " + choose.ways();
      case Exit.Return r -> "return " + vars(r.results());
      case Exit.Panic _ -> "panic";
      case Exit.Halt _ -> "halt";
    };
  }
}
