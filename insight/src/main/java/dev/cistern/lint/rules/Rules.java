package dev.cistern.lint.rules;

import dev.cistern.catalogue.Fact;
import java.util.List;
import java.util.Set;
import java.util.function.BiPredicate;

/** All rules on source. */
public final class Rules {
  private Rules() {}

  /**
   * The rules that hold for Java, in the order of their numbers.
   *
   * @param pools the types that a call should not make its own of
   * @param isKind whether a type extends another or is the same
   */
  public static List<Rule> jvm(Set<String> pools, BiPredicate<String, String> isKind) {
    return List.of(
        new JvmRules.NullGiven(),
        new JvmRules.Lost(),
        JvmRules.usedAfter(),
        JvmRules.givenTwice(),
        new JvmRules.WrongPool(isKind),
        new JvmPoolRules.PerCall(pools),
        new JvmRules.NotClosed(),
        new JvmPoolRules.Unbounded());
  }

  /**
   * The rules in the order of their numbers.
   *
   * @param built what is known to be made to be shared
   */
  public static List<Rule> all(List<Fact> built) {
    return List.of(
        new FlowRules.OtherGoroutine(),
        new FlowRules.NilPut(),
        new LostRule(),
        new NeverPut(),
        new OwnedRules.DeferredInLoop(),
        new OwnerRules.FieldLost(),
        new ListLost(),
        new OwnerRules.HandlerPanic(),
        new FlowRules.UseAfterPut(),
        new FlowRules.EscapingView(),
        new FlowRules.DoublePut(),
        new OwnerRules.CloseTwice(),
        new CloseList(),
        new CallbackTwice(),
        new OwnedRules.NotOwned(),
        new KeptRule(),
        new NeverEmptied(),
        new NeverReset(),
        new KeptElements(),
        new DecodedOver(),
        new ContentRule(),
        new SizeRule(),
        new GrownField(),
        new FlowRules.ValuePut(),
        new LargeStored(),
        new TypesRule(),
        new OwnedRules.WrongPool(),
        new FactoryRules.NoFactory(),
        new NilMade(),
        new FactoryRules.Starts(),
        new PoolUseRules.PoolCopied(),
        new PoolUseRules.PerCall(),
        new FlowRules.StaleDefer(),
        new RegrownDefer(),
        new FlowRules.TailPut(),
        new DeferredGlobal(),
        new PoolUseRules.FactoryCalled(),
        new NotClosed(),
        new LayoutRule(),
        new SharedRule(built),
        new StartedRule(),
        new KeptMapRule(),
        new GrownInLoop(),
        new ScriptRule());
  }
}
