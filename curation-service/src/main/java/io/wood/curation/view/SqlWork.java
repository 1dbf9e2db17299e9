package io.wood.curation.view;

import java.sql.Connection;
import java.sql.SQLException;

/** A query or a change on a connection of the view. */
public interface SqlWork<T> {
  T on(Connection connection) throws SQLException;
}
