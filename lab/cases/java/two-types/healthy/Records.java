//cistern:expect silent

package cases.twotypes.healthy;

import org.apache.commons.pool2.ObjectPool;

/** Each type has a pool of its own. */
final class Records {
  private final ObjectPool<Order> orders;
  private final ObjectPool<Refund> refunds;

  Records(ObjectPool<Order> orders, ObjectPool<Refund> refunds) {
    this.orders = orders;
    this.refunds = refunds;
  }

  long order(long id) throws Exception {
    Order order = orders.borrowObject();
    try {
      order.id = id;
      return order.id + order.item;
    } finally {
      orders.returnObject(order);
    }
  }

  long refund(long id) throws Exception {
    Refund refund = refunds.borrowObject();
    try {
      refund.id = id;
      return refund.id;
    } finally {
      refunds.returnObject(refund);
    }
  }

  static final class Order {
    long id;
    long item;
  }

  static final class Refund {
    long id;
  }
}
