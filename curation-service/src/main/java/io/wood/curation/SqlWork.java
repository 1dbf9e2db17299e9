package io.wood.curation;

import java.sql.Connection;
import java.sql.SQLException;

/** Work with a connection of the view. */
interface SqlWork<T> {
  T on(Connection connection) throws SQLException;
}
