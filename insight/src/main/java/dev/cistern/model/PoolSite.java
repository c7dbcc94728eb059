package dev.cistern.model;

/**
 * A pool as the user knows it.
 *
 * @param language whose pool
 * @param type the pool's class or type, such as {@code sync.Pool}
 * @param name the variable, field or label that tells it from others, empty where it is not known
 * @param factory the function that makes its objects, empty where it is not known
 * @param place where it is used from, or declared if the evidence says so
 */
public record PoolSite(Language language, String type, String name, String factory, Place place) {

  /** The name a reader would know it by: its own, else its factory, else its user. */
  public String displayName() {
    if (!name.isEmpty()) {
      return name;
    }
    return factory.isEmpty() ? type + " used by " + place.function() : factory;
  }
}
