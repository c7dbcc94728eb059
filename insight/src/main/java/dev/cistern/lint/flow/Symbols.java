package dev.cistern.lint.flow;

import dev.cistern.lint.ir.Shape;
import dev.cistern.lint.ir.TypeName;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Gives each value that is not known a number; equal descriptions get the same. */
final class Symbols {
  /** What a symbol stands for. */
  sealed interface Key {
    /** A result of an operation; {@code age} 1 for the one of an earlier round. */
    record Site(int op, int slot, int age, boolean made) implements Key {
      // By hand: what a record makes by itself is slow until it is compiled.
      @Override
      public boolean equals(@Nullable Object other) {
        return other instanceof Site site
            && site.op == op
            && site.slot == slot
            && site.age == age
            && site.made == made;
      }

      @Override
      public int hashCode() {
        return ((op * 31 + slot) * 31 + age) * 2 + (made ? 1 : 0);
      }
    }

    record Param(int index) implements Key {}

    /** A variable of an outer function. */
    record Outer(int var) implements Key {}

    /** What a field held before anything was stored there. */
    record Field(int base, String name) implements Key {
      @Override
      public boolean equals(@Nullable Object other) {
        return other instanceof Field field && field.base == base && field.name.equals(name);
      }

      @Override
      public int hashCode() {
        return 31 * base + name.hashCode();
      }
    }

    record Global(String name) implements Key {}

    record Derived(String op, List<Value> args) implements Key {
      @Override
      public boolean equals(@Nullable Object other) {
        return other instanceof Derived derived
            && derived.op.equals(op)
            && derived.args.equals(args);
      }

      @Override
      public int hashCode() {
        return 31 * op.hashCode() + args.hashCode();
      }
    }
  }

  private static final Pattern ERROR = Pattern.compile("(err|Err)[A-Z]\\w*|EOF");

  private static final int RESULTS_MAX = 8;

  /** The base that package variables are fields of. */
  static final int GLOBALS = 0;

  private final Map<Key, Integer> numbers = new HashMap<>();
  private final List<Key> keys = new ArrayList<>();
  private final Map<Integer, TypeName> types = new HashMap<>();
  private final Set<Integer> errors = new HashSet<>();

  Symbols() {
    intern(new Key.Global(""));
  }

  int intern(Key key) {
    Integer known = numbers.get(key);
    if (known != null) {
      return known;
    }
    keys.add(key);
    numbers.put(key, keys.size() - 1);
    return keys.size() - 1;
  }

  /** The static type of what a field held, unknown where nobody read it with one. */
  TypeName type(int symbol) {
    return types.getOrDefault(symbol, TypeName.UNKNOWN);
  }

  /** What a field held before anything was stored there, read with a static type. */
  Value.Sym field(int base, String name, TypeName type) {
    int id = intern(new Key.Field(base, name));
    if (type.shape() != Shape.UNKNOWN) {
      types.putIfAbsent(id, type);
    }
    return new Value.Sym(id);
  }

  Key key(int symbol) {
    return keys.get(symbol);
  }

  Value.Sym sym(Key key) {
    return new Value.Sym(intern(key));
  }

  /** Whether a symbol stands for all that earlier rounds of a loop had of an operation. */
  boolean isOfEarlierRound(int symbol) {
    return symbol >= 0 && keys.get(symbol) instanceof Key.Site site && site.age() > 0;
  }

  /** Whether a symbol is an object made in this function. */
  boolean isMade(int symbol) {
    return symbol >= 0 && keys.get(symbol) instanceof Key.Site site && site.made();
  }

  /** Notes that a symbol is the error among the results of a call. */
  void noteError(int symbol) {
    errors.add(symbol);
  }

  /** Whether a symbol is the error among the results of a call. */
  boolean isErrorOfCall(int symbol) {
    return errors.contains(symbol);
  }

  /** The error that a call returned beside this result of it, −1 where there is none. */
  int errorBeside(int symbol) {
    if (errors.isEmpty() || !(keys.get(symbol) instanceof Key.Site site) || site.age() > 0) {
      return -1;
    }
    for (int slot = site.slot() + 1; slot < RESULTS_MAX; slot++) {
      int other = result(site.op(), slot);
      if (errors.contains(other)) {
        return other;
      }
    }
    return -1;
  }

  /** Whether a symbol is the error of a call of which one of these is another result. */
  boolean isErrorBeside(int symbol, BitSet others) {
    if (!errors.contains(symbol) || !(keys.get(symbol) instanceof Key.Site site)) {
      return false;
    }
    for (int slot = 0; slot < site.slot(); slot++) {
      int other = result(site.op(), slot);
      if (other >= 0 && others.get(other)) {
        return true;
      }
    }
    return false;
  }

  private int result(int op, int slot) {
    return numbers.getOrDefault(new Key.Site(op, slot, 0, false), -1);
  }

  /** Whether a symbol is a variable of a package that by its name holds an error for good. */
  boolean isError(int symbol) {
    return symbol >= 0
        && keys.get(symbol) instanceof Key.Global global
        && ERROR.matcher(global.name().substring(global.name().lastIndexOf('.') + 1)).matches();
  }

  /** Whether a symbol is a field of another, over any number of steps, or computed from it. */
  boolean dependsOn(int symbol, int on) {
    return switch (keys.get(symbol)) {
      case Key.Field field -> field.base() == on || dependsOn(field.base(), on);
      case Key.Derived derived -> {
        for (Value arg : derived.args()) {
          int base = arg.base();
          if (base == on || base > 0 && dependsOn(base, on)) {
            yield true;
          }
        }
        yield false;
      }
      case Key.Site _, Key.Param _, Key.Outer _, Key.Global _ -> false;
    };
  }

  /** The parameter and fields that lead to a symbol, if it came in from outside. */
  @Nullable Reach path(int symbol) {
    if (symbol < 0) {
      return null;
    }
    return switch (keys.get(symbol)) {
      case Key.Param param -> new Reach(param.index(), List.of());
      case Key.Field field -> {
        Reach base = path(field.base());
        if (base == null || base.fields().size() > 2 || field.name().indexOf('@') >= 0) {
          yield null;
        }
        List<String> fields = new ArrayList<>(base.fields());
        fields.add(field.name());
        yield new Reach(base.param(), fields);
      }
      case Key.Site _, Key.Outer _, Key.Global _, Key.Derived _ -> null;
    };
  }
}
