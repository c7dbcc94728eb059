package dev.cistern.lab.flashsale;

import jdk.jfr.Category;
import jdk.jfr.Contextual;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;

/** One request; what happens on its thread meanwhile is labelled with its route. */
@Name("shop.Request")
@Label("Request")
@Category("Flash sale")
@StackTrace(false)
final class RequestEvent extends Event {
  /** The path's first part: {@code orders}, {@code items}, {@code exports} or {@code quotes}. */
  @Contextual
  @Label("Part of the shop")
  String route = "";

  /** A request's event, begun. */
  static RequestEvent beginOf(String path) {
    RequestEvent event = new RequestEvent();
    event.begin();
    int end = path.indexOf('/', 1);
    event.route = end < 0 ? "" : path.substring(1, end);
    return event;
  }
}
