package io.wood.curation.view;

import io.wood.curation.index.CandidateIndex;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.h2.api.ErrorCode;
import org.h2.jdbcx.JdbcConnectionPool;
import org.jboss.logging.Logger;

/**
 * The embedded H2 database of the view, in one file that can be deleted while the service is down;
 * with the index and the counts, which are loaded from it and updated after every transaction.
 */
public final class ViewDatabase implements AutoCloseable {
  private static final Logger LOG = Logger.getLogger(ViewDatabase.class);
  private static final int CONNECTIONS = 32;

  static {
    // H2 shares equal values by a table; hashes are never equal, and looking them up costs more.
    System.setProperty("h2.objectCache", "false");
  }

  private final Path file;
  private final ReentrantLock writing = new ReentrantLock();
  private final JdbcConnectionPool pool;
  private volatile boolean intact = true;
  private final CandidateIndex index = new CandidateIndex();
  private final ReviewerCounts reviewers = new ReviewerCounts();

  private ViewDatabase(Path file, JdbcConnectionPool pool) {
    this.file = file;
    this.pool = pool;
  }

  /** Opens the view in {@code file}.mv.db; rebuilds one that is damaged or has another version. */
  public static ViewDatabase open(Path file) {
    Path absolute = file.toAbsolutePath();
    try {
      Files.createDirectories(absolute.getParent());
      if (Files.exists(marker(absolute))) {
        LOG.warnf("The view %s was found to be damaged: rebuilding it", absolute);
        delete(absolute);
      }
      try {
        return opened(absolute);
      } catch (SQLException | RuntimeException e) {
        if (e instanceof SQLException sql
            && sql.getErrorCode() == ErrorCode.DATABASE_ALREADY_OPEN_1) {
          throw new ViewException("another process uses the view " + absolute, e);
        }
        LOG.warnf("The view %s cannot be used (%s): rebuilding it", absolute, e.getMessage());
        delete(absolute);
        return opened(absolute);
      }
    } catch (SQLException e) {
      throw new ViewException("cannot open the view " + absolute, e);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write the view " + absolute, e);
    }
  }

  private static ViewDatabase opened(Path file) throws SQLException {
    JdbcConnectionPool pool = pool(file);
    boolean usable = false;
    try {
      int version = version(pool);
      if (version == 0) {
        create(pool);
      } else if (version != ViewSchema.VERSION) {
        throw new SQLException("it has version %d, not %d".formatted(version, ViewSchema.VERSION));
      }
      ViewDatabase database = new ViewDatabase(file, pool);
      database.loadIndex();
      database.countReviewers();
      usable = true;
      return database;
    } finally {
      if (!usable) {
        discard(pool);
      }
    }
  }

  /** Closes a database that is about to be deleted, without writing to it. */
  private static void discard(JdbcConnectionPool pool) {
    try (Connection connection = pool.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("SHUTDOWN IMMEDIATELY");
    } catch (SQLException | RuntimeException e) {
      LOG.debugf("a view is not open any more: %s", e.getMessage());
    }
    pool.dispose();
  }

  private static Path marker(Path file) {
    return Path.of(file + ".damaged");
  }

  /** False once a page of the file could not be read; the next start rebuilds the view. */
  public boolean isIntact() {
    return intact;
  }

  /** A failed read of a damaged page would repeat for ever. */
  private ViewException failed(String what, SQLException e) {
    if (e.getErrorCode() == ErrorCode.FILE_CORRUPTED_1
        || e.getErrorCode() == ErrorCode.GENERAL_ERROR_1) {
      intact = false;
      try {
        Files.writeString(marker(file), String.valueOf(e.getMessage()));
      } catch (IOException unwritten) {
        LOG.errorf("cannot mark the view %s as damaged, delete it: %s", file, unwritten);
      }
    }
    return new ViewException(what + " " + file, e);
  }

  private static JdbcConnectionPool pool(Path file) {
    // The log is the truth: a crash may lose the last seconds, which are then read again.
    JdbcConnectionPool pool =
        JdbcConnectionPool.create(
            "jdbc:h2:file:" + file + ";DB_CLOSE_ON_EXIT=FALSE;LOCK_TIMEOUT=20000;CACHE_SIZE=16384",
            "view",
            "");
    pool.setMaxConnections(CONNECTIONS);
    return pool;
  }

  private static int version(JdbcConnectionPool pool) throws SQLException {
    try (Connection connection = pool.getConnection();
        Statement statement = connection.createStatement();
        ResultSet tables =
            statement.executeQuery(
                "SELECT COUNT(*) FROM information_schema.tables WHERE table_name = 'ORIGIN'")) {
      tables.next();
      if (tables.getInt(1) == 0) {
        return 0;
      }
    }
    try (Connection connection = pool.getConnection();
        Statement statement = connection.createStatement();
        ResultSet version =
            statement.executeQuery("SELECT content FROM origin WHERE name = 'version'")) {
      return version.next() ? Integer.parseInt(version.getString(1)) : -1;
    }
  }

  private static void create(JdbcConnectionPool pool) throws SQLException {
    try (Connection connection = pool.getConnection();
        Statement statement = connection.createStatement()) {
      for (String table : ViewSchema.TABLES) {
        statement.execute(table);
      }
      statement.execute("INSERT INTO origin VALUES ('version', '" + ViewSchema.VERSION + "')");
    }
  }

  /** The index that finds candidates by filter. */
  public CandidateIndex index() {
    return index;
  }

  /** The decisions per reviewer. */
  public ReviewerCounts reviewers() {
    return reviewers;
  }

  /**
   * Removes everything. TRUNCATE commits the transaction, so that a crash may leave some tables
   * empty: until the end the version is -1, which makes the next start rebuild the view.
   */
  void clear() {
    write(
        connection -> {
          try (Statement statement = connection.createStatement()) {
            statement.execute("UPDATE origin SET content = '-1' WHERE name = 'version'");
            for (String table : ViewSchema.CONTENT) {
              statement.execute("TRUNCATE TABLE " + table);
            }
            for (String index : ViewSchema.INDEXES.keySet()) {
              statement.execute("DROP INDEX IF EXISTS " + index);
            }
            statement.execute("DELETE FROM origin WHERE name <> 'version'");
            statement.execute(
                "UPDATE origin SET content = '" + ViewSchema.VERSION + "' WHERE name = 'version'");
          }
          return null;
        },
        done -> {
          index.clear();
          reviewers.clear();
        });
  }

  /** Creates the missing database indexes. */
  void createIndexes() {
    write(
        connection -> {
          try (Statement statement = connection.createStatement()) {
            for (Map.Entry<String, String> index : ViewSchema.INDEXES.entrySet()) {
              statement.execute(
                  "CREATE INDEX IF NOT EXISTS " + index.getKey() + " ON " + index.getValue());
            }
          }
          return null;
        });
  }

  /** Loads the index for the generation that is shown; the old one answers until then. */
  void loadIndex() {
    read(
        connection -> {
          CandidateIndex loaded = CandidateIndex.showing(ShownTable.read(connection));
          IndexLoader.load(connection, loaded);
          index.become(loaded);
          return null;
        });
  }

  /** Counts all decisions again, after a stored decision was replaced. */
  void countReviewers() {
    read(
        connection -> {
          reviewers.load(connection);
          return null;
        });
  }

  /** Runs queries. */
  public <T> T read(SqlWork<T> work) {
    try (Connection connection = pool.getConnection()) {
      return work.on(connection);
    } catch (SQLException e) {
      throw failed("cannot read the view", e);
    }
  }

  /** Runs changes in one transaction; one writer at a time. */
  public <T> T write(SqlWork<T> work) {
    return write(work, result -> {});
  }

  /**
   * Runs changes in one transaction; passes the result on after the commit, before other writers.
   */
  public <T> T write(SqlWork<T> work, Consumer<? super T> committed) {
    writing.lock();
    try (Connection connection = pool.getConnection()) {
      connection.setAutoCommit(false);
      boolean done = false;
      try {
        T result = work.on(connection);
        connection.commit();
        done = true;
        committed.accept(result);
        return result;
      } finally {
        if (!done) {
          connection.rollback();
        }
        connection.setAutoCommit(true);
      }
    } catch (SQLException e) {
      throw failed("cannot change the view", e);
    } finally {
      writing.unlock();
    }
  }

  @Override
  public void close() {
    if (!intact) {
      discard(pool);
      return;
    }
    read(
        connection -> {
          try (Statement statement = connection.createStatement()) {
            statement.execute("SHUTDOWN");
          }
          return null;
        });
    pool.dispose();
  }

  private static void delete(Path file) throws IOException {
    Files.deleteIfExists(Path.of(file + ".mv.db"));
    Files.deleteIfExists(Path.of(file + ".trace.db"));
    Files.deleteIfExists(marker(file));
  }
}
