package dev.threatcards.peers;

import java.net.InetSocketAddress;
import java.util.EnumSet;
import javax.servlet.DispatcherType;

import org.apache.solr.servlet.CoreContainerProvider;
import org.apache.solr.servlet.SolrDispatchFilter;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.servlet.DefaultServlet;
import org.eclipse.jetty.servlet.ServletContextHandler;

/**
 * Solr in Jetty, put together as its own web application is: the listener that holds its cores, and the filter that answers.
 * Arguments: its home and its port. It runs until its process is ended.
 */
public final class SolrServer {

    private SolrServer() {
    }

    /** Starts it, and says so. */
    public static void main(String[] arguments) throws Exception {
        System.setProperty("solr.solr.home", arguments[0]);
        System.setProperty("solr.log.muteconsole", "true");
        Server server = new Server(new InetSocketAddress("127.0.0.1", Integer.parseInt(arguments[1])));
        ServletContextHandler context = new ServletContextHandler(server, "/solr", ServletContextHandler.SESSIONS);
        context.setResourceBase(arguments[0]);
        context.addEventListener(new CoreContainerProvider());
        context.addFilter(SolrDispatchFilter.class, "/*", EnumSet.of(DispatcherType.REQUEST));
        context.addServlet(DefaultServlet.class, "/");
        server.start();
        System.out.println("ready");
        server.join();
    }
}
