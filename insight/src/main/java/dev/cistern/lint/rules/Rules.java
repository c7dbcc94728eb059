package dev.cistern.lint.rules;

import java.util.List;

/** All rules on source. */
public final class Rules {
  private Rules() {}

  /** The rules in the order of their numbers. */
  public static List<Rule> all() {
    return List.of(
        new FlowRules.OtherGoroutine(),
        new FlowRules.NilPut(),
        new LostRule(),
        new OwnerRules.FieldLost(),
        new OwnerRules.HandlerPanic(),
        new FlowRules.UseAfterPut(),
        new FlowRules.EscapingView(),
        new FlowRules.DoublePut(),
        new OwnerRules.CloseTwice(),
        new ContentRule(),
        new SizeRule(),
        new FlowRules.ValuePut(),
        new TypesRule(),
        new FactoryRules.NoFactory(),
        new FactoryRules.Starts(),
        new PoolUseRules.PoolCopied(),
        new PoolUseRules.PerCall(),
        new FlowRules.StaleDefer(),
        new FlowRules.TailPut(),
        new PoolUseRules.FactoryCalled(),
        new FlowRules.NotClosed());
  }
}
