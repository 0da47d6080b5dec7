package io.geckos.it.gateways;

import java.io.IOException;

/** What happens to a cluster and its servers under load. Of all daemons of a kind, one is hit, or two. */
enum ClusterFault {
    SERVER_KILLED("a server killed (kill -9)", false),
    OSD_KILLED("an OSD killed (kill -9)", true) {
        @Override
        void begin(CephDaemons cluster, Gateways gateways, int hit) throws IOException {
            cluster.crash(osd(hit));
        }

        @Override
        void end(CephDaemons cluster, Gateways gateways, int hit) throws IOException {
            cluster.start(osd(hit));
        }
    },
    MONITOR_KILLED("a monitor killed (kill -9)", true) {
        @Override
        void begin(CephDaemons cluster, Gateways gateways, int hit) throws IOException {
            cluster.crash("mon." + hit % DAEMONS);
        }

        @Override
        void end(CephDaemons cluster, Gateways gateways, int hit) throws IOException {
            cluster.start("mon." + hit % DAEMONS);
        }
    },
    OSD_FROZEN("an OSD frozen (SIGSTOP)", true) {
        @Override
        void begin(CephDaemons cluster, Gateways gateways, int hit) throws IOException {
            cluster.freeze(osd(hit));
        }

        @Override
        void end(CephDaemons cluster, Gateways gateways, int hit) throws IOException {
            cluster.thaw(osd(hit));
        }
    },
    OSD_CUT_OFF("the network of an OSD and a monitor cut", true) {
        @Override
        void begin(CephDaemons cluster, Gateways gateways, int hit) throws IOException {
            cluster.cut(osd(hit));
        }

        @Override
        void end(CephDaemons cluster, Gateways gateways, int hit) throws IOException {
            cluster.heal(osd(hit));
        }
    },
    TWO_OSDS_KILLED("two OSDs killed (kill -9)", true) {
        @Override
        void begin(CephDaemons cluster, Gateways gateways, int hit) throws IOException {
            cluster.crash(osd(hit));
            cluster.crash(osd(hit + 1));
        }

        @Override
        void end(CephDaemons cluster, Gateways gateways, int hit) throws IOException {
            cluster.start(osd(hit));
            cluster.start(osd(hit + 1));
        }
    };

    /** How many OSDs and monitors a cluster has. */
    static final int DAEMONS = 3;

    private final String text;
    private final boolean ofCluster;

    ClusterFault(String text, boolean ofCluster) {
        this.text = text;
        this.ofCluster = ofCluster;
    }

    private static String osd(int hit) {
        return "osd." + hit % DAEMONS;
    }

    /** Tells whether all servers go on running. */
    boolean leavesServers() {
        return ofCluster;
    }

    /** Tells whether the cluster can answer while this lasts, once it has noticed. */
    boolean isTolerated() {
        return this != TWO_OSDS_KILLED;
    }

    /** Lets it happen; {@code hit} says to which. */
    void begin(CephDaemons cluster, Gateways gateways, int hit) throws IOException, InterruptedException {
        gateways.kill(hit % gateways.count());
    }

    /** Undoes it. */
    void end(CephDaemons cluster, Gateways gateways, int hit) throws IOException, InterruptedException {
        gateways.restart(hit % gateways.count());
    }

    @Override
    public String toString() {
        return text;
    }
}
