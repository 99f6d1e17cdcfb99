package dev.threatcards.server;

import io.javalin.config.JavalinConfig;
import io.modelcontextprotocol.json.McpJsonDefaults;
import io.modelcontextprotocol.server.McpServer;
import io.modelcontextprotocol.server.transport.DefaultServerTransportSecurityValidator;
import io.modelcontextprotocol.server.transport.HttpServletStreamableServerTransportProvider;
import org.eclipse.jetty.ee10.servlet.ServletHolder;

import dev.threatcards.ThreatCards;

/**
 * The Model Context Protocol over HTTP, beside the API and the pages: "Streamable HTTP". No page of another site may speak with
 * it, since a browser says where a page is from.
 */
final class AgentEndpoint {

    static final String PATH = "/mcp";

    private AgentEndpoint() {
    }

    static void addTo(JavalinConfig config, ThreatCards cards) {
        HttpServletStreamableServerTransportProvider transport = HttpServletStreamableServerTransportProvider.builder()
                .jsonMapper(McpJsonDefaults.getMapper()).mcpEndpoint(PATH)
                .httpHeaderValidator(DefaultServerTransportSecurityValidator.builder().build()).build();
        AgentServer.described(McpServer.sync(transport), cards).build();
        config.jetty.modifyServletContextHandler(handler -> {
            ServletHolder holder = new ServletHolder(transport);
            holder.setAsyncSupported(true);
            handler.addServlet(holder, PATH);
        });
    }
}
