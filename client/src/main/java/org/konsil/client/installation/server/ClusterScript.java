package org.konsil.client.installation.server;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.konsil.client.installation.layout.Cluster;
import org.konsil.client.installation.layout.HostPort;

/**
 * What WildFly's command line adds for several nodes: their brokers are linked directly, each with each, over TLS. Who is linked to
 * shows the hospital's certificate for its name; who links shows the password that the nodes share.
 */
final class ClusterScript {

    /**
     * What each node also tells the others, who connect to it with just these words: so there is nothing of one machine in them.
     * Trust is that of the whole server, the hospital's root.
     */
    private static final String TLS = "sslEnabled=true,enabledProtocols=TLSv1.3,verifyHost=true";

    // The acceptor has its keys from Artemis' own parameters: an SSL context of Elytron's was not used by it (WildFly
    // 39.0.1).
    private static final String BEGIN = """
            embed-server --server-config=%1$s --std-out=echo
            /socket-binding-group=standard-sockets/socket-binding=cluster:add(port=%3$d)
            /socket-binding-group=standard-sockets/remote-destination-outbound-socket-binding=cluster-here:add(host=%2$s,port=%3$d)
            /subsystem=messaging-activemq/server=default/remote-acceptor=cluster:add(socket-binding=cluster,params={protocols=CORE,sslEnabled=true,keyStoreType=PKCS12,keyStorePath="${launch.server-key-store}",keyStorePassword="${env.SERVER_KEY_PASSWORD}",enabledProtocols=TLSv1.3,sslAutoReload=true})
            /subsystem=messaging-activemq/server=default/remote-connector=cluster:add(socket-binding=cluster-here,params={%4$s})
            /subsystem=messaging-activemq/server=default:write-attribute(name=cluster-user,value=cluster)
            /subsystem=messaging-activemq/server=default:write-attribute(name=cluster-password,value="${env.CLUSTER_PASSWORD}")
            """;

    private static final String OTHER = """
            /socket-binding-group=standard-sockets/remote-destination-outbound-socket-binding=cluster-%1$d:add(host=%2$s,port=%3$d)
            /subsystem=messaging-activemq/server=default/remote-connector=cluster-%1$d:add(socket-binding=cluster-%1$d,params={%4$s})
            """;

    private static final String END = """
            /subsystem=messaging-activemq/server=default/cluster-connection=konsil:add(cluster-connection-address=jms,connector-name=cluster,static-connectors=[%s],check-period=2000,connection-ttl=10000,retry-interval=500)
            stop-embedded-server
            """;

    private ClusterScript() {}

    static String of(Cluster cluster, String configuration) {
        HostPort here = cluster.listen();
        List<String> parts = new ArrayList<>();
        parts.add(BEGIN.formatted(configuration, here.host(), here.port(), TLS));
        for (int at = 0; at < cluster.others().size(); at++) {
            HostPort other = cluster.others().get(at);
            parts.add(OTHER.formatted(at, other.host(), other.port(), TLS));
        }
        parts.add(END.formatted(IntStream.range(0, cluster.others().size())
                .mapToObj(at -> "cluster-" + at)
                .collect(Collectors.joining(","))));
        return String.join("", parts);
    }
}
