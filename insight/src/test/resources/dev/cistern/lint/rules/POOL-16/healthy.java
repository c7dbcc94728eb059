package example;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;

class Healthy {
  private final DataSource source;
  private Connection kept;

  Healthy(DataSource source) {
    this.source = source;
  }

  int inHead(String sql) throws SQLException {
    try (Connection connection = source.getConnection();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      return rows.next() ? rows.getInt(1) : 0;
    }
  }

  void inFinally(String sql) throws SQLException {
    Connection connection = null;
    PreparedStatement statement = null;
    try {
      connection = source.getConnection();
      statement = connection.prepareStatement(sql);
      statement.executeUpdate();
    } finally {
      if (statement != null) {
        statement.close();
      }
      if (connection != null) {
        connection.close();
      }
    }
  }

  void quietly(String sql) throws SQLException {
    Connection connection = source.getConnection();
    try {
      connection.createStatement().execute(sql);
    } finally {
      closeQuietly(connection);
    }
  }

  private static void closeQuietly(Connection connection) {
    try {
      if (connection != null) {
        connection.close();
      }
    } catch (SQLException e) {
      System.err.println(e);
    }
  }

  Connection handedOn() throws SQLException {
    Connection connection = source.getConnection();
    connection.setAutoCommit(false);
    return connection;
  }

  void kept() throws SQLException {
    kept = source.getConnection();
  }

  Session wrapped() throws SQLException {
    return new Session(source.getConnection());
  }

  void resource() throws SQLException {
    Connection connection = source.getConnection();
    try (connection) {
      connection.createStatement().execute("select 1");
    }
  }

  String closedWithItsConnection(Connections connections) throws SQLException {
    Connection connection = connections.open("a");
    ResultSet rows = null;
    try {
      rows = connection.createStatement().executeQuery("select 1");
      rows.next();
      return rows.getString(1);
    } finally {
      closeQuietly(connection);
    }
  }

  void closedInTheHead(Connections connections, String sql) throws SQLException {
    try (Connection connection = connections.open("b")) {
      PreparedStatement statement = connection.prepareStatement(sql);
      statement.execute();
    }
  }

  void embeddedDatabaseEnds() throws SQLException {
    try {
      DriverManager.getConnection("jdbc:derby:;shutdown=true");
    } catch (SQLException e) {
      System.err.println(e);
    }
  }

  interface Connections {
    Connection open(String name);
  }

  record Session(Connection connection) {}
}
