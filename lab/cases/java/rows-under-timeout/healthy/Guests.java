//cistern:expect silent

package cases.rowsundertimeout.healthy;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** The end of the try closes both, whatever ends it. */
final class Guests {
  private final Connection connection;

  Guests(Connection connection) {
    this.connection = connection;
  }

  List<String> names() throws SQLException {
    List<String> names = new ArrayList<>();
    try (PreparedStatement statement = connection.prepareStatement("select name from guests")) {
      statement.setQueryTimeout(1);
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          names.add(rows.getString(1));
        }
      }
    }
    return names;
  }
}
