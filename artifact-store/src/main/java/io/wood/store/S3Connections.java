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

  private S3Connections() {}

  /** Connects as the settings say; a private authority is trusted beside the JDK's. */
  static OkHttpClient create(StoreSettings settings) {
    OkHttpClient.Builder client = create();
    if (settings.caFile() != null) {
      TrustedAuthorities trusted = TrustedAuthorities.with(settings.caFile());
      client.sslSocketFactory(trusted.context().getSocketFactory(), trusted.manager());
    }
    return client.build();
  }

  private static OkHttpClient.Builder create() {
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
        .readTimeout(Duration.ofSeconds(60))
        .writeTimeout(Duration.ofSeconds(60));
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
