package io.plumbline.deploy.suite;

import java.io.IOException;
import java.net.BindException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.jetty.client.HttpClient;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.http.HttpURI;
import org.eclipse.jetty.proxy.ProxyHandler;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.SizeLimitHandler;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/** The one web address of the suite: passes each request on to the service or the sign-in that it belongs to. */
final class ReverseProxy implements AutoCloseable {

    private static final long MAX_BODY_BYTES = 64L << 20;
    /** Longer than the pause between two signs of life of an event stream. */
    private static final long IDLE_MILLIS = 120_000;

    private static final long CONNECT_MILLIS = 2_000;

    private final Server server;
    private final int port;

    private ReverseProxy(Server server, int port) {
        this.server = server;
        this.port = port;
    }

    /**
     * Takes the port at once; until the services are up, it answers 502 for them.
     *
     * @param services where each service listens; empty until it does
     * @param signInPort where the sign-in listens; empty until it does
     * @throws SuiteFailure where the port is in use
     */
    static ReverseProxy open(int port, Function<Service, OptionalInt> services, Supplier<OptionalInt> signInPort) {
        var threads = new QueuedThreadPool(48, 4);
        threads.setName("web-address");
        var server = new Server(threads);
        var http = new HttpConfiguration();
        http.setSendServerVersion(false);
        var connector = new ServerConnector(server, 1, 1, new HttpConnectionFactory(http));
        connector.setHost("127.0.0.1");
        connector.setPort(port);
        connector.setIdleTimeout(IDLE_MILLIS);
        connector.setAcceptQueueSize(256);
        server.addConnector(connector);
        var limit = new SizeLimitHandler(MAX_BODY_BYTES, -1);
        limit.setHandler(new Handler.Sequence(new Index(), new Routes(services, signInPort)));
        server.setHandler(limit);
        try {
            server.start();
            return new ReverseProxy(server, port);
        } catch (IOException e) {
            stop(server);
            if (e instanceof BindException || e.getCause() instanceof BindException) {
                throw new SuiteFailure(
                        "Port %d is in use by another program; choose another one with --port.".formatted(port), e);
            }
            throw new SuiteFailure("Port %d cannot be opened (%s).".formatted(port, e.getMessage()), e);
        } catch (Exception e) {
            stop(server);
            throw new IllegalStateException(e);
        }
    }

    static String of(int port) {
        return "http://127.0.0.1:" + port;
    }

    @Override
    public String toString() {
        return of(port);
    }

    @Override
    public void close() {
        stop(server);
    }

    private static void stop(Server server) {
        try {
            server.stop();
        } catch (Exception e) {
            throw new IllegalStateException("the web address could not be closed", e);
        }
    }

    /** Passes on what is routed; everything else is not found here. */
    private static final class Routes extends ProxyHandler.Reverse {

        private final Function<Service, OptionalInt> services;
        private final Supplier<OptionalInt> signInPort;

        Routes(Function<Service, OptionalInt> services, Supplier<OptionalInt> signInPort) {
            super(Request::getHttpURI);
            this.services = services;
            this.signInPort = signInPort;
        }

        @Override
        protected void configureHttpClient(HttpClient client) {
            // among other things it keeps no cookies: what a service sets is one browser's, and never another's
            super.configureHttpClient(client);
            client.setConnectTimeout(CONNECT_MILLIS);
            client.setIdleTimeout(IDLE_MILLIS);
            client.setMaxConnectionsPerDestination(256);
            client.setMaxRequestsQueuedPerDestination(256);
        }

        @Override
        public boolean handle(Request request, Response response, Callback callback) {
            Optional<OptionalInt> target = target(Request.getPathInContext(request));
            if (target.isEmpty()) {
                return false;
            }
            if (target.get().isEmpty()) {
                Response.writeError(request, response, callback, HttpStatus.BAD_GATEWAY_502);
                return true;
            }
            return super.handle(request, response, callback);
        }

        @Override
        protected HttpURI rewriteHttpURI(Request request) {
            return HttpURI.build(request.getHttpURI())
                    .scheme("http")
                    .host("127.0.0.1")
                    .port(target(Request.getPathInContext(request))
                            .orElseThrow()
                            .orElseThrow())
                    .asImmutable();
        }

        /** The port of whom a path belongs to, empty while that one is not up; empty altogether where it is nobody's. */
        private Optional<OptionalInt> target(String path) {
            boolean signIn = Stream.of("/oauth2", "/login", "/logout", "/.well-known", "/userinfo")
                    .anyMatch(prefix -> path.equals(prefix) || path.startsWith(prefix + "/"));
            return signIn
                    ? Optional.of(signInPort.get())
                    : Service.serving(path).map(services);
        }

        @Override
        protected void addProxyHeaders(Request request, org.eclipse.jetty.client.Request onward) {
            super.addProxyHeaders(request, onward);
            var address = request.getHttpURI();
            onward.headers(headers -> headers.put(HttpHeader.X_FORWARDED_PROTO, address.getScheme())
                    .put(HttpHeader.X_FORWARDED_HOST, address.getAuthority())
                    .put(HttpHeader.X_FORWARDED_PORT, Integer.toString(address.getPort())));
        }
    }

    private static final class Index extends Handler.Abstract {

        private final byte[] page = page().getBytes(StandardCharsets.UTF_8);

        @Override
        public boolean handle(Request request, Response response, Callback callback) {
            if (!Request.getPathInContext(request).equals("/")) {
                return false;
            }
            response.setStatus(HttpStatus.OK_200);
            response.getHeaders()
                    .put(HttpHeader.CONTENT_TYPE, "text/html; charset=utf-8")
                    .put(new HttpField("Content-Security-Policy", "default-src 'none'"));
            response.write(true, ByteBuffer.wrap(page), callback);
            return true;
        }

        private static String page() {
            String documents = Arrays.stream(Service.values())
                    .map(service -> "<li><a href=\"/openapi/%1$s\">%1$s</a></li>\n".formatted(service.title()))
                    .collect(Collectors.joining());
            String users = Arrays.stream(DemoUser.values())
                    .map(user -> "<li><code>%s</code> %s</li>\n".formatted(user.subject(), user.description()))
                    .collect(Collectors.joining());
            return """
                    <!doctype html>
                    <html lang="en">
                    <head><meta charset="utf-8"><title>Plumbline</title></head>
                    <body>
                    <h1>Plumbline</h1>
                    <h2>Interfaces (OpenAPI)</h2>
                    <ul>
                    %s</ul>
                    <h2>Sign-in</h2>
                    <p><a href="/.well-known/openid-configuration">OpenID configuration</a>;
                    <code>./plumbline token USER</code> prints an access token. The users:</p>
                    <ul>
                    %s</ul>
                    </body>
                    </html>
                    """.formatted(documents, users);
        }
    }
}
