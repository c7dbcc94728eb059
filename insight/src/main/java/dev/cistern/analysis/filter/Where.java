package dev.cistern.analysis.filter;

import dev.cistern.model.Labels;
import java.util.List;

/** A condition on the labels of a sample or event. */
sealed interface Where {
  /** Whether a label set meets it. */
  boolean meets(Labels labels, int set);

  /**
   * A label of this key has this value, a number in digits with or without its unit; {@code
   * negated}: none has.
   */
  record Equal(String key, String value, boolean negated) implements Where {
    @Override
    public boolean meets(Labels labels, int set) {
      boolean has =
          labels.get(set).stream().anyMatch(label -> label.key().equals(key) && isValue(label));
      return has != negated;
    }

    private boolean isValue(Labels.Label label) {
      if (!label.isNumber()) {
        return label.text().equals(value);
      }
      String digits = Long.toString(label.number());
      return value.equals(digits) || value.equals(digits + label.unit());
    }
  }

  /** All of them are met. */
  record All(List<Where> parts) implements Where {
    @Override
    public boolean meets(Labels labels, int set) {
      return parts.stream().allMatch(part -> part.meets(labels, set));
    }
  }

  /** At least one is met. */
  record Any(List<Where> parts) implements Where {
    @Override
    public boolean meets(Labels labels, int set) {
      return parts.stream().anyMatch(part -> part.meets(labels, set));
    }
  }

  /** It is not met. */
  record Not(Where part) implements Where {
    @Override
    public boolean meets(Labels labels, int set) {
      return !part.meets(labels, set);
    }
  }
}
