//cistern:expect found POOL-10

package cases.twotypes.sick;

import org.apache.commons.pool2.ObjectPool;

/** Orders and refunds come from one pool: a cast fails as soon as it hands out the other's. */
final class Records {
  private final ObjectPool<Object> records;

  Records(ObjectPool<Object> records) {
    this.records = records;
  }

  long order(long id) throws Exception {
    Order order = (Order) records.borrowObject();
    try {
      order.id = id;
      return order.id + order.item;
    } finally {
      records.returnObject(order);
    }
  }

  long refund(long id) throws Exception {
    Refund refund = (Refund) records.borrowObject();
    try {
      refund.id = id;
      return refund.id;
    } finally {
      records.returnObject(refund);
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
