package dev.threatcards.peers;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import org.opensearch.Version;
import org.opensearch.analysis.common.CommonAnalysisModulePlugin;
import org.opensearch.common.settings.Settings;
import org.opensearch.env.Environment;
import org.opensearch.node.InternalSettingsPreparer;
import org.opensearch.node.Node;
import org.opensearch.plugins.Plugin;
import org.opensearch.plugins.PluginInfo;
import org.opensearch.transport.Netty4ModulePlugin;

/** One OpenSearch node with its usual settings. Arguments: its folder and its port. It runs until its process is ended. */
public final class OpenSearchServer {

    private OpenSearchServer() {
    }

    /** Starts it, and says so. */
    public static void main(String[] arguments) throws Exception {
        Path folder = Files.createDirectories(Path.of(arguments[0]));
        Settings settings = Settings.builder().put("path.home", folder.toString())
                .put("path.data", folder.resolve("data").toString()).put("cluster.name", "peers")
                .put("node.name", "peer").put("network.host", "127.0.0.1").put("http.port", arguments[1])
                .put("transport.port", "0").put("discovery.type", "single-node").put("transport.type", "netty4")
                .put("http.type", "netty4").put("cluster.routing.allocation.disk.threshold_enabled", false).build();
        Node node = new NodeWithModules(
                InternalSettingsPreparer.prepareEnvironment(settings, Map.of(), null, () -> "peer"));
        node.start();
        System.out.println("ready");
        Thread.currentThread().join();
    }

    /** A node whose modules are on the classpath instead of in its folder. */
    private static final class NodeWithModules extends Node {

        NodeWithModules(Environment environment) {
            super(environment, List.of(module(Netty4ModulePlugin.class), module(CommonAnalysisModulePlugin.class)),
                    false);
        }

        private static PluginInfo module(Class<? extends Plugin> type) {
            return new PluginInfo(type.getSimpleName(), "on the classpath", "0", Version.CURRENT, "21", type.getName(),
                    List.of(), false);
        }
    }
}
