import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.opensearch.analysis.common.CommonAnalysisPlugin;
import org.opensearch.common.settings.Settings;
import org.opensearch.env.Environment;
import org.opensearch.node.InternalSettingsPreparer;
import org.opensearch.node.Node;
import org.opensearch.painless.PainlessPlugin;
import org.opensearch.plugins.Plugin;
import org.opensearch.transport.Netty4Plugin;

/**
 * Runs one node with the settings of a file (the first argument, {@code name=value} lines) until it is ended, or only until
 * it has started ({@code -Dpassageway.once=true}).
 * The modules that a stock server loads from folders of their own come from the class path here, and so do plugins, whose
 * classes are the other arguments.
 */
public final class ServerNode extends Node {
  private ServerNode(Environment environment, Collection<Class<? extends Plugin>> plugins) {
    super(environment, plugins, true);
  }

  public static void main(String[] arguments) throws Exception {
    Path file = Path.of(arguments[0]).toAbsolutePath();
    Properties given = new Properties();
    try (Reader reader = Files.newBufferedReader(file)) {
      given.load(reader);
    }
    Settings.Builder settings = Settings.builder();
    given.stringPropertyNames().forEach(name -> settings.put(name, given.getProperty(name)));
    String nodeName = given.getProperty("node.name");
    Environment environment = InternalSettingsPreparer.prepareEnvironment(
        settings.build(), Map.of(), file.getParent(), () -> nodeName);
    List<Class<? extends Plugin>> plugins =
        new ArrayList<>(List.of(Netty4Plugin.class, CommonAnalysisPlugin.class, PainlessPlugin.class));
    for (int at = 1; at < arguments.length; at++) {
      plugins.add(Class.forName(arguments[at]).asSubclass(Plugin.class));
    }
    ServerNode node = new ServerNode(environment, plugins);
    Runtime.getRuntime().addShutdownHook(new Thread(node::stopQuietly));
    node.start();
    if (Boolean.getBoolean("passageway.once")) {
      System.exit(0);
    }
    Thread.currentThread().join();
  }

  private void stopQuietly() {
    try {
      close();
    } catch (Exception problem) {
      System.err.println("while it ended: " + problem);
    }
  }
}
