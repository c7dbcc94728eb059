package dev.cistern.lint.ir;

import java.util.function.IntConsumer;

/** Tells which variables an operation reads and writes. */
public final class Vars {
  private Vars() {}

  private static void set(int var, IntConsumer to) {
    if (var != Op.NONE) {
      to.accept(var);
    }
  }

  /** The variables an operation sets. */
  public static void writes(Op op, IntConsumer to) {
    switch (op) {
      case Op.Const c -> set(c.dst(), to);
      case Op.Copy c -> set(c.dst(), to);
      case Op.Pure p -> set(p.dst(), to);
      case Op.Load l -> set(l.dst(), to);
      case Op.Global g -> set(g.dst(), to);
      case Op.View v -> set(v.dst(), to);
      case Op.Append a -> set(a.dst(), to);
      case Op.Make m -> set(m.dst(), to);
      case Op.Closure c -> set(c.dst(), to);
      case Op.FuncValue f -> set(f.dst(), to);
      case Op.AddressOf a -> set(a.dst(), to);
      case Op.Call c -> c.dsts().forEach(dst -> set(dst, to));
      case Op.Receive r -> {
        set(r.dst(), to);
        set(r.ok(), to);
      }
      case Op.Next n -> {
        set(n.key(), to);
        set(n.value(), to);
      }
      case Op.Assert a -> {
        set(a.dst(), to);
        set(a.ok(), to);
      }
      case Op.Store _, Op.SetGlobal _, Op.Send _, Op.Use _ -> {}
    }
  }

  /** The variables an operation reads. */
  public static void reads(Op op, IntConsumer to) {
    switch (op) {
      case Op.Const _, Op.Global _, Op.Closure _ -> {}
      case Op.Copy c -> set(c.src(), to);
      case Op.Pure p -> p.args().forEach(arg -> set(arg, to));
      case Op.Load l -> set(l.base(), to);
      case Op.Store s -> {
        set(s.base(), to);
        set(s.src(), to);
      }
      case Op.SetGlobal g -> set(g.src(), to);
      case Op.View v -> set(v.src(), to);
      case Op.Append a -> {
        set(a.src(), to);
        a.args().forEach(arg -> set(arg, to));
      }
      case Op.Make m -> m.values().forEach(value -> set(value, to));
      case Op.FuncValue f -> f.bound().forEach(bound -> set(bound, to));
      case Op.AddressOf a -> set(a.var(), to);
      case Op.Call c -> {
        c.args().forEach(arg -> set(arg, to));
        if (c.callee() instanceof Callee.Value value) {
          set(value.var(), to);
        }
      }
      case Op.Send s -> {
        set(s.channel(), to);
        set(s.value(), to);
      }
      case Op.Receive r -> set(r.channel(), to);
      case Op.Next n -> set(n.over(), to);
      case Op.Assert a -> set(a.src(), to);
      case Op.Use u -> set(u.src(), to);
    }
  }
}
