//cistern:expect found POOL-16

package cases.handleincontext.sick;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import javax.sql.DataSource;

/** Takes a connection for each request, keeps it, and hands the handle on in the context. */
final class Counting {
  private final DataSource source;

  Counting(DataSource source) {
    this.source = source;
  }

  void handle(Map<String, Object> context, Runnable next) throws SQLException {
    Connection connection = source.getConnection();
    connection.setReadOnly(false);
    connection.createStatement().executeUpdate("update hits set n = n + 1");
    context.put("database", source);
    next.run();
  }
}
