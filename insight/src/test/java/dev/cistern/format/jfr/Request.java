package dev.cistern.format.jfr;

import jdk.jfr.Contextual;
import jdk.jfr.Event;
import jdk.jfr.Name;

/** A service's own event that labels what happens in it. */
@Name(Request.NAME)
final class Request extends Event {
  static final String NAME = "shop.Request";

  @Contextual String service;
  @Contextual long order;
  @Contextual boolean paid;
  String remark = "labels nothing";

  Request(String service, long order) {
    this.service = service;
    this.order = order;
    this.paid = order % 2 == 0;
  }

  static void in(String service, long order, Runnable work) {
    Request request = new Request(service, order);
    request.begin();
    work.run();
    request.commit();
  }
}
