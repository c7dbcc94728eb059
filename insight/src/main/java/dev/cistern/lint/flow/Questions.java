package dev.cistern.lint.flow;

import dev.cistern.lint.flow.State.Key;
import dev.cistern.lint.flow.State.Slot;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Keeps what conditions ask of parameters' fields, so that a second call can be told from the first
 * one: a method that asks whether it has run, and takes note that it has, gives back once.
 */
final class Questions {
  /** The symbol that stands for what no field shows. */
  private static final int OTHER = -1;

  private final Memory memory;
  private final Symbols symbols;

  Questions(Memory memory) {
    this.memory = memory;
    this.symbols = memory.symbols();
  }

  /** Takes note of a condition. */
  static void note(State state, Symbols symbols, int symbol, Fact answer) {
    switch (symbols.key(symbol)) {
      case Symbols.Key.Field _ -> {
        if (symbols.path(symbol) != null) {
          state.ask(symbol, Optional.of(answer));
        }
      }
      case Symbols.Key.Derived derived -> {
        boolean nil = derived.args().stream().anyMatch(Questions::isNil);
        if (!nil && !derived.op().equals("!")) {
          derived.args().forEach(arg -> look(state, symbols, arg.base()));
        }
      }
      case Symbols.Key.Site _ -> {
        if (answer == Fact.TRUE || answer == Fact.FALSE) {
          state.ask(OTHER, Optional.empty());
        }
      }
      case Symbols.Key.Param _ -> {
        if (answer == Fact.NIL || answer == Fact.NOT_NIL) {
          state.ask(symbol, Optional.of(answer));
        }
      }
      case Symbols.Key.Outer _, Symbols.Key.Global _ -> {}
    }
  }

  private static boolean isNil(Value value) {
    return value instanceof Value.Lit lit && lit.value() == null;
  }

  private static void look(State state, Symbols symbols, int symbol) {
    if (symbol < 0) {
      return;
    }
    switch (symbols.key(symbol)) {
      case Symbols.Key.Field _ -> {
        if (symbols.path(symbol) != null) {
          state.ask(symbol, Optional.empty());
        }
      }
      case Symbols.Key.Derived derived ->
          derived.args().forEach(arg -> look(state, symbols, arg.base()));
      case Symbols.Key.Site _ -> state.ask(OTHER, Optional.empty());
      case Symbols.Key.Param _, Symbols.Key.Outer _, Symbols.Key.Global _ -> {}
    }
  }

  /** What was asked on the way to a state, as a caller may understand it. */
  Set<Question> of(State state) {
    Set<Question> questions = new HashSet<>();
    state
        .asked()
        .forEach((symbol, answer) -> {
          Reach path = symbol == OTHER ? Question.OTHER.of() : symbols.path(symbol);
          if (path != null) {
            questions.add(new Question(path, answer));
          }
        });
    return questions;
  }

  /** What was asked on both of two ways; without the answer where they differ in it. */
  static Set<Question> common(Set<Question> one, Set<Question> other) {
    Set<Question> both = new HashSet<>();
    for (Question question : one) {
      if (other.contains(question)) {
        both.add(question);
      } else if (other.stream().anyMatch(o -> o.of().equals(question.of()))) {
        both.add(new Question(question.of(), Optional.empty()));
      }
    }
    return both;
  }

  /** What a callee asked, its caller has asked too. */
  void pass(State state, Set<Question> asked, List<Value> args) {
    for (Question question : asked) {
      int id = question.equals(Question.OTHER) ? OTHER : symbol(state, question.of(), args);
      if (id == OTHER && question.equals(Question.OTHER)
          || id >= 0 && symbols.path(id) != null && symbols.key(id) instanceof Symbols.Key.Field) {
        state.ask(id, question.answer());
      }
    }
  }

  /** The ways that a callee can go with what is known of its arguments. */
  List<Outcome> possible(State state, Summary summary, List<Value> args) {
    return summary.outcomes().stream()
        .filter(outcome -> isPossible(state, outcome.asked(), args))
        .toList();
  }

  /** Whether a callee can go a way on which it found these parameters nil, or not nil. */
  private boolean isPossible(State state, Set<Question> asked, List<Value> args) {
    Refine refine = new Refine(symbols);
    for (Question question : asked) {
      if (isOfParameter(question, args)) {
        Boolean nil = refine.isNil(state, args.get(question.of().param()));
        if (nil != null && nil != question.answer().equals(Optional.of(Fact.NIL))) {
          return false;
        }
      }
    }
    return true;
  }

  /** What a callee found nil, or not nil, on a way is so for its caller's own parameters. */
  void learn(State state, Set<Question> asked, List<Value> args) {
    Refine refine = new Refine(symbols);
    for (Question question : asked) {
      if (isOfParameter(question, args)
          && args.get(question.of().param()) instanceof Value.Sym own
          && symbols.key(own.id()) instanceof Symbols.Key.Param) {
        refine.assumeNil(state, own, question.answer().equals(Optional.of(Fact.NIL)));
      }
    }
  }

  private static boolean isOfParameter(Question question, List<Value> args) {
    Reach of = question.of();
    return of.fields().isEmpty()
        && of.param() >= 0
        && of.param() < args.size()
        && question.answer().isPresent();
  }

  private int symbol(State state, Reach of, List<Value> args) {
    Value value = of.param() < args.size() ? args.get(of.param()) : Value.NIL;
    for (String field : of.fields()) {
      value = memory.glance(state, value, field);
    }
    return value.base();
  }

  /**
   * Whether a call that asks this may go another way than one before it: what it asks has been set
   * since, or is not to be seen.
   */
  boolean mayBeAnsweredOtherwise(State state, Set<Question> asked, List<Value> args) {
    return asked.stream()
        .anyMatch(question -> question.equals(Question.OTHER) || isChanged(state, question, args));
  }

  private boolean isChanged(State state, Question question, List<Value> args) {
    Reach of = question.of();
    if (of.fields().isEmpty()) {
      return false;
    }
    Value holder = of.param() < args.size() ? args.get(of.param()) : Value.NIL;
    for (String field : of.fields().subList(0, of.fields().size() - 1)) {
      holder = memory.glance(state, holder, field);
    }
    @Nullable Slot slot = state.heap.get(new Key(holder.base(), of.fields().getLast()));
    if (slot == null) {
      return false;
    }
    boolean forgotten =
        slot.value() instanceof Value.Sym sym
            && symbols.key(sym.id()) instanceof Symbols.Key.Field field
            && field.name().indexOf('@') >= 0;
    return (slot.at() >= 0 || forgotten) && !isStill(slot.value(), question.answer());
  }

  /** Whether a value gives an answer again. */
  private static boolean isStill(Value value, Optional<Fact> answer) {
    if (!(value instanceof Value.Lit lit) || answer.isEmpty()) {
      return false;
    }
    return switch (answer.get()) {
      case NIL -> lit.value() == null;
      case NOT_NIL -> lit.value() != null;
      case TRUE -> Boolean.TRUE.equals(lit.value());
      case FALSE -> Boolean.FALSE.equals(lit.value());
    };
  }
}
