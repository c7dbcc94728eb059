//cistern:expect silent

package cases.handleincontext.healthy;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;

/** The connection is given back before the request goes on. */
final class Counting {
  private final DataSource source;

  Counting(DataSource source) {
    this.source = source;
  }

  void handle(Runnable next) throws SQLException {
    try (Connection connection = source.getConnection();
        Statement statement = connection.createStatement()) {
      statement.executeUpdate("update hits set n = n + 1");
    }
    next.run();
  }
}
