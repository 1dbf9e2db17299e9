package io.wood.curation.view;

import io.wood.curation.file.ViewFile;
import io.wood.curation.index.CandidateIndex;
import java.io.IOException;
import java.io.UncheckedIOException;
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

  private final ViewFile file;
  private final ReentrantLock writing = new ReentrantLock();
  private final JdbcConnectionPool pool;

  /**
   * Never given back: when the engine closes the file, its changes end, while the pool opens the
   * file again.
   */
  private final Connection writer;

  private final CandidateIndex index = new CandidateIndex();
  private final ReviewerCounts reviewers = new ReviewerCounts();

  private ViewDatabase(ViewFile file, JdbcConnectionPool pool) throws SQLException {
    this.file = file;
    this.pool = pool;
    this.writer = pool.getConnection();
    this.writer.setAutoCommit(false);
  }

  /** Opens the view in {@code file}.mv.db; rebuilds one that is damaged or has another version. */
  public static ViewDatabase open(Path file) {
    return open(file, "file:");
  }

  /**
   * The same on another file system of the database engine.
   *
   * @param fileSystem its scheme with a colon
   */
  static ViewDatabase open(Path path, String fileSystem) {
    ViewFile file = new ViewFile(path, ".mv.db", ".trace.db");
    try {
      file.prepare();
      try {
        return opened(file, fileSystem);
      } catch (SQLException | RuntimeException e) {
        if (e instanceof SQLException sql
            && sql.getErrorCode() == ErrorCode.DATABASE_ALREADY_OPEN_1) {
          throw new ViewException("another process uses the view " + file, e);
        }
        LOG.warnf("The view %s cannot be used (%s): rebuilding it", file, e.getMessage());
        file.delete();
        return opened(file, fileSystem);
      }
    } catch (SQLException e) {
      throw new ViewException("cannot open the view " + file, e);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write the view " + file, e);
    }
  }

  private static ViewDatabase opened(ViewFile file, String fileSystem) throws SQLException {
    JdbcConnectionPool pool = pool(fileSystem + file);
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

  /** False after a failure that lasts; the next start opens the view again, or rebuilds it. */
  public boolean isIntact() {
    return file.isUsable();
  }

  private ViewException failed(String what, SQLException e) {
    file.failed(e);
    return new ViewException(what + " " + file, e);
  }

  private static JdbcConnectionPool pool(String file) {
    // The log is the truth: a crash may lose the last seconds, which are then read again.
    JdbcConnectionPool pool =
        JdbcConnectionPool.create(
            "jdbc:h2:" + file + ";DB_CLOSE_ON_EXIT=FALSE;LOCK_TIMEOUT=20000;CACHE_SIZE=16384",
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
    try {
      file.requireUsable();
      boolean done = false;
      try {
        T result = work.on(writer);
        writer.commit();
        done = true;
        committed.accept(result);
        return result;
      } finally {
        if (!done) {
          writer.rollback();
        }
      }
    } catch (SQLException e) {
      throw failed("cannot change the view", e);
    } finally {
      writing.unlock();
    }
  }

  @Override
  public void close() {
    if (!isIntact()) {
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
}
