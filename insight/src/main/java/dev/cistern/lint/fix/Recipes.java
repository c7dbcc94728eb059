package dev.cistern.lint.fix;

import dev.cistern.model.RuleId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Which rules' faults can be mended, and how. */
public final class Recipes {
  private static final Map<String, Recipe> BY_RULE =
      new TreeMap<>(
          Map.of(
              "ALLOC-01", SizeRecipes::sized,
              "POOL-02", GiveRecipes::notNil,
              "POOL-03", TakeRecipes::givenBack,
              "POOL-04", GiveRecipes::deferred,
              "POOL-05", GiveRecipes::copied,
              "POOL-06", GiveRecipes::once,
              "POOL-07", GiveRecipes::reset,
              "POOL-08", GiveRecipes::bounded,
              "POOL-14", GiveRecipes::late,
              "POOL-16", TakeRecipes::closed));

  private Recipes() {}

  /** The rules that have fixes, where these are safe. */
  public static Set<RuleId> rules() {
    Set<RuleId> rules = new TreeSet<>();
    BY_RULE.keySet().forEach(id -> rules.add(new RuleId(id)));
    return rules;
  }

  /**
   * Whether a rule looks at what becomes of objects; else it is enough that the rules look again
   * that do not.
   */
  static boolean follows(RuleId rule) {
    return !rule.id().startsWith("ALLOC-");
  }

  static List<List<Edit>> ways(Target target) {
    Recipe recipe = BY_RULE.get(target.finding().rule().id());
    return recipe == null ? List.of() : recipe.ways(target);
  }
}
