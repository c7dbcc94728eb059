//cistern:expect found POOL-16

package cases.rowsundertimeout.sick;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** A row that cannot be read, or the time-out, leaves the statement and its rows open. */
final class Guests {
  private final Connection connection;

  Guests(Connection connection) {
    this.connection = connection;
  }

  List<String> names() throws SQLException {
    PreparedStatement statement = connection.prepareStatement("select name from guests");
    statement.setQueryTimeout(1);
    ResultSet rows = statement.executeQuery();
    List<String> names = new ArrayList<>();
    while (rows.next()) {
      String name = rows.getString(1);
      if (name == null) {
        return names;
      }
      names.add(name);
    }
    statement.close();
    return names;
  }
}
