package example;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;

class Sick {
  private final DataSource source;
  private final Connection shared;

  Sick(DataSource source, Connection shared) {
    this.source = source;
    this.shared = shared;
  }

  int never(String sql) throws SQLException {
    Connection connection = source.getConnection(); // want POOL-16
    ResultSet rows = connection.createStatement().executeQuery(sql);
    return rows.next() ? rows.getInt(1) : 0;
  }

  void errorPath(String sql) throws SQLException {
    Connection connection = source.getConnection(); // want POOL-16
    PreparedStatement statement = connection.prepareStatement(sql);
    statement.executeUpdate();
    statement.close();
    connection.close();
  }

  boolean earlyReturn(String url) throws SQLException {
    Connection connection = DriverManager.getConnection(url); // want POOL-16
    if (url.startsWith("test")) {
      return false;
    }
    connection.close();
    return true;
  }

  void returnInCatch(String sql) throws SQLException {
    Connection connection = source.getConnection(); // want POOL-16
    try {
      connection.createStatement().execute(sql);
    } catch (SQLException e) {
      return;
    }
    connection.close();
  }

  int statement(int id) throws SQLException {
    PreparedStatement statement = shared.prepareStatement("select ?"); // want POOL-16
    statement.setInt(1, id);
    if (id < 0) {
      return 0;
    }
    int count = statement.executeUpdate();
    statement.close();
    return count;
  }

  void inLambda(Iterable<String> all) {
    all.forEach(
        sql -> {
          try {
            Statement statement = shared.createStatement(); // want POOL-16
            statement.execute(sql);
          } catch (SQLException e) {
            throw new IllegalStateException(e);
          }
        });
  }
}
