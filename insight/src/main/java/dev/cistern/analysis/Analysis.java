package dev.cistern.analysis;

import dev.cistern.model.EventVisitor;
import dev.cistern.model.Timeline;
import java.util.List;

/** One question asked of one snapshot; a new instance for each diagnosis. */
public interface Analysis {
  /** The question with its id, such as {@code A2: Is each pool worth having?}. */
  String question();

  /** The evidence without which there is no answer; all of it is needed. */
  List<Need> needs();

  /** What it wants to see of a timeline, during the one scan that all analyses share. */
  default List<EventVisitor> visitors(Timeline timeline) {
    return List.of();
  }

  /** Answers from all that was seen; called once, if its needs are met. */
  void conclude(Dossier dossier, Answers answers);
}
