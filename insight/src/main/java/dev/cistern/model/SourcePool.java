package dev.cistern.model;

import java.util.List;

/**
 * A pool as sources show it.
 *
 * @param language whose pool
 * @param type its type, such as {@code sync.Pool}
 * @param name the full name of the variable, or of the type and field that hold it
 * @param makes the types its factory makes, empty where they are not known
 * @param place where it gets its factory; unknown where no source at hand tells
 * @param takes where something is taken from it
 * @param gives where something is given back to it
 * @param takers functions that take for their callers
 * @param givers functions that give back for their callers
 */
public record SourcePool(
    Language language,
    String type,
    String name,
    List<String> makes,
    Place place,
    List<Place> takes,
    List<Place> gives,
    List<String> takers,
    List<String> givers) {}
