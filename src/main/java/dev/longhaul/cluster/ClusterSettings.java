package dev.longhaul.cluster;

import dev.longhaul.settings.Settings;
import dev.longhaul.settings.SettingsGroup;
import java.lang.System.Logger.Level;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The address of this node and of its peers.
 *
 * @param nodeName name of this node, the same after a restart; setting {@code longhaul.node.name}, default the host's
 *     name
 * @param clusterName only nodes with the same one and the same database join; setting {@code longhaul.cluster.name},
 *     default {@code longhaul}
 * @param bindAddress address to listen on; setting {@code longhaul.cluster.bind-address}, default 127.0.0.1
 * @param port port to listen on, the failure detector listens on this plus 50; setting {@code longhaul.cluster.port},
 *     default 7800
 * @param peers addresses of all nodes, this one may be among them; setting {@code longhaul.cluster.peers} such as
 *     {@code host-1:7800,host-2}, default none: the node stays alone and opens no port, unless the setting
 *     {@code longhaul.cluster.required} is true, which refuses to start so
 * @param remoteTimeout how long a write waits for a peer that does not answer; setting
 *     {@code longhaul.cluster.remote-timeout}, default 2 s
 * @param tls how the channel is encrypted and who may join; settings {@code longhaul.cluster.keystore} and
 *     {@code longhaul.cluster.keystore-password}, default none
 * @param insecure whether a node with peers starts without {@code tls}, so that every program that reaches the port can
 *     join; setting {@code longhaul.cluster.insecure}, default false. For nodes on one machine
 */
public record ClusterSettings(
        String nodeName,
        String clusterName,
        String bindAddress,
        int port,
        List<Peer> peers,
        Duration remoteTimeout,
        Optional<ClusterTls> tls,
        boolean insecure)
        implements SettingsGroup {

    static final String KEYSTORE = "longhaul.cluster.keystore";
    static final String KEYSTORE_PASSWORD = "longhaul.cluster.keystore-password";

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]{1,100}");
    /** An IPv6 address may name the network card of its link: {@code fe80::1%eth0}. */
    private static final String IPV6 = "[A-Fa-f0-9:.]{2,45}(?:%[A-Za-z0-9._-]{1,20})?";

    private static final Pattern HOST = Pattern.compile("[A-Za-z0-9._:%-]{1,255}|\\[" + IPV6 + "]");
    private static final Pattern PEER = Pattern.compile("([A-Za-z0-9._-]{1,255}|\\[" + IPV6 + "])(?::(\\d{1,5}))?");
    private static final String IN_WORDS = "1 to 100 letters, digits, dots or dashes";
    private static final String NODE_NAME = "longhaul.node.name";
    private static final String INSECURE = "longhaul.cluster.insecure";
    private static final int HIGHEST_PORT = 65_535;
    private static final System.Logger LOG = System.getLogger(ClusterSettings.class.getName());

    /** Address of a node of the cluster. */
    public record Peer(String host, int port) {}

    public ClusterSettings {
        peers = List.copyOf(peers);
    }

    /** Reads the group. A value that cannot be used is noted in the settings, and the default stands for it. */
    public static ClusterSettings from(Settings settings) {
        int port = settings.integer("longhaul.cluster.port", 7_800, 1, HIGHEST_PORT - 50);
        List<Peer> peers = peers(settings, port);
        return new ClusterSettings(
                nodeName(settings, peers),
                text(settings, "longhaul.cluster.name", "longhaul", NAME, IN_WORDS),
                withoutBrackets(text(
                        settings, "longhaul.cluster.bind-address", "127.0.0.1", HOST, "a host name or an address")),
                port,
                peers,
                settings.duration(
                        "longhaul.cluster.remote-timeout",
                        Duration.ofSeconds(2),
                        Duration.ofMillis(100),
                        Duration.ofMinutes(1)),
                ClusterTls.from(settings),
                mayBeInsecure(settings, peers));
    }

    /**
     * These settings for nodes on one database: the name of the cluster contains its id, so that nodes on different
     * databases never form one cluster, whatever their settings say.
     */
    public ClusterSettings forDatabase(UUID databaseId) {
        return new ClusterSettings(
                nodeName, clusterName + "-" + databaseId, bindAddress, port, peers, remoteTimeout, tls, insecure);
    }

    private static String nodeName(Settings settings, List<Peer> peers) {
        Optional<String> host = hostName();
        if (host.isEmpty()
                && !peers.isEmpty()
                && settings.optionalText(NODE_NAME).isEmpty()) {
            settings.reject(NODE_NAME, "", "set, because this host has no name that it could take");
        }
        return text(settings, NODE_NAME, host.orElse("node"), NAME, IN_WORDS);
    }

    /** Whether a channel would be open although no setting allows it. */
    boolean lacksKey() {
        return !isAlone() && tls.isEmpty() && !insecure;
    }

    /** Whether this node has no peers and opens no port. */
    public boolean isAlone() {
        return peers.isEmpty();
    }

    private static String text(Settings settings, String key, String defaultValue, Pattern allowed, String inWords) {
        String value = settings.text(key, defaultValue);
        if (!allowed.matcher(value).matches()) {
            settings.reject(key, value, inWords);
            return defaultValue;
        }
        return value;
    }

    private static List<Peer> peers(Settings settings, int defaultPort) {
        String key = "longhaul.cluster.peers";
        List<Peer> peers = new ArrayList<>();
        for (String part : settings.text(key, "").split(",", -1)) {
            Matcher peer = PEER.matcher(part.strip());
            if (peer.matches()) {
                String host = peer.group(1);
                int port = peer.group(2) == null ? defaultPort : Integer.parseInt(peer.group(2));
                peers.add(new Peer(withoutBrackets(host), port));
            } else if (!part.isBlank()) {
                settings.reject(key, part, "a list such as host-1:7800,host-2");
            }
        }
        if (peers.isEmpty() && settings.flag("longhaul.cluster.required", false)) {
            settings.reject(key, "", "set, because longhaul.cluster.required is true");
        }
        return peers;
    }

    private static String withoutBrackets(String host) {
        return host.replace("[", "").replace("]", "");
    }

    private static boolean mayBeInsecure(Settings settings, List<Peer> peers) {
        boolean insecure = settings.flag(INSECURE, false);
        if (!peers.isEmpty() && !insecure && settings.optionalText(KEYSTORE).isEmpty()) {
            settings.reject(
                    KEYSTORE,
                    "",
                    "set, because longhaul.cluster.peers is: without a key every program that reaches the port can join"
                            + " (" + INSECURE + "=true allows that, for nodes on one machine)");
        }
        return insecure;
    }

    private static Optional<String> hostName() {
        try {
            return Optional.of(InetAddress.getLocalHost().getHostName())
                    .filter(name -> NAME.matcher(name).matches());
        } catch (UnknownHostException nameless) {
            LOG.log(Level.DEBUG, "this host has no name", nameless);
            return Optional.empty();
        }
    }
}
