package io.wood.store;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import javax.net.SocketFactory;
import okhttp3.ConnectionPool;
import okhttp3.Dispatcher;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;

/**
 * The HTTP client under the S3 client. Small objects dominate, and there Nagle's algorithm waits 40
 * ms for acknowledgements: without it, and with a pool as large as the callers, puts are 5 to 8
 * times faster.
 */
final class S3Connections {
  private static final int PARALLEL = 64;
  private static final int IDLE = 32;

  /**
   * Bounds of the time that a server may take.
   *
   * @param silence how long a server that accepted a request may send nothing
   * @param call of a whole call, for a server that sends a byte now and then
   * @param probe of a health check
   */
  record TimeLimits(Duration silence, Duration call, Duration probe) {
    /** A call is enough for a part of 64 MiB over a slow line. */
    static final TimeLimits DEFAULT =
        new TimeLimits(Duration.ofSeconds(30), Duration.ofMinutes(10), Duration.ofSeconds(5));
  }

  private S3Connections() {}

  /** Connects as the settings say; a private authority is trusted beside the JDK's. */
  static OkHttpClient create(StoreSettings settings, TimeLimits limits) {
    OkHttpClient.Builder client = create(limits);
    if (settings.caFile() != null) {
      TrustedAuthorities trusted = TrustedAuthorities.with(settings.caFile());
      client.sslSocketFactory(trusted.context().getSocketFactory(), trusted.manager());
    }
    return client.build();
  }

  private static OkHttpClient.Builder create(TimeLimits limits) {
    Dispatcher dispatcher =
        new Dispatcher(Executors.newCachedThreadPool(S3Connections::daemonThread));
    dispatcher.setMaxRequests(PARALLEL);
    dispatcher.setMaxRequestsPerHost(PARALLEL);
    return new OkHttpClient.Builder()
        .socketFactory(new UndelayedSockets())
        .protocols(List.of(Protocol.HTTP_1_1))
        .connectionPool(new ConnectionPool(IDLE, 1, TimeUnit.MINUTES))
        .dispatcher(dispatcher)
        .connectTimeout(Duration.ofSeconds(5))
        .readTimeout(limits.silence())
        .writeTimeout(limits.silence())
        .callTimeout(limits.call());
  }

  /** The same connections, for questions whose answer is worth nothing when it comes late. */
  static OkHttpClient probing(OkHttpClient client, TimeLimits limits) {
    return client.newBuilder().callTimeout(limits.probe()).build();
  }

  /** A command line must be able to end while connections are idle. */
  private static Thread daemonThread(Runnable work) {
    Thread thread = new Thread(work, "s3");
    thread.setDaemon(true);
    return thread;
  }

  /** Sockets with TCP_NODELAY. */
  private static final class UndelayedSockets extends SocketFactory {
    private final SocketFactory sockets = SocketFactory.getDefault();

    private static Socket undelayed(Socket socket) throws IOException {
      socket.setTcpNoDelay(true);
      return socket;
    }

    @Override
    public Socket createSocket() throws IOException {
      return undelayed(sockets.createSocket());
    }

    @Override
    public Socket createSocket(String host, int port) throws IOException {
      return undelayed(sockets.createSocket(host, port));
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress local, int localPort)
        throws IOException {
      return undelayed(sockets.createSocket(host, port, local, localPort));
    }

    @Override
    public Socket createSocket(InetAddress host, int port) throws IOException {
      return undelayed(sockets.createSocket(host, port));
    }

    @Override
    public Socket createSocket(InetAddress host, int port, InetAddress local, int localPort)
        throws IOException {
      return undelayed(sockets.createSocket(host, port, local, localPort));
    }
  }
}
