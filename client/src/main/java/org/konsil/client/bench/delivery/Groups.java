package org.konsil.client.bench.delivery;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.konsil.client.bench.ledger.Verdict;

/** One group after the other, each larger than the one before: what a message costs, and how that grows. */
final class Groups implements Mode {

    static final String BYTES_STORED = "bytes stored a message";
    private static final int UNREAD = 10;
    private static final int LEAST_WARM_UP = 20;

    @Override
    public String name() {
        return "groups";
    }

    @Override
    public List<Row> run(Stage stage, Peer peer, Sizes sizes) throws IOException, InterruptedException {
        List<Row> rows = new ArrayList<>();
        List<Integer> members = sizes.groups();
        double[] processor = new double[members.size()];
        double[] stored = new double[members.size()];
        for (int at = 0; at < processor.length; at++) {
            Row row = run(stage, peer, members.get(at), sizes.groupMessages());
            rows.add(row);
            processor[at] = Objects.requireNonNull(row.load()).processorPerThousand();
            stored[at] = row.more().getOrDefault(BYTES_STORED, 1.0);
        }
        if (members.size() > 1) {
            double[] size = members.stream().mapToDouble(Integer::doubleValue).toArray();
            Row last = rows.remove(rows.size() - 1);
            Map<String, Double> more = new TreeMap<>(last.more());
            more.put("log-log slope of CPU over members", Slope.of(size, processor));
            more.put("log-log slope of bytes over members", Slope.of(size, stored));
            rows.add(last.with(more));
        }
        return rows;
    }

    private Row run(Stage stage, Peer peer, int members, int messages) throws IOException, InterruptedException {
        List<Route> routes = peer.routes(1, members - 1);
        List<Station> stations = ClosedLoop.stations(routes);
        Course course = new Course(stage.loop());
        course.expect(routes);
        peer.prepareRun();
        course.attend(stations);
        ClosedLoop loop = new ClosedLoop(course);
        loop.drive(routes, ClosedLoop.seal(routes, Math.max(LEAST_WARM_UP, messages / 2)), ClosedLoop.WINDOW);
        Map<Route, List<Parcel>> measured = ClosedLoop.seal(routes, messages);
        Probe probe = new Probe(stage, peer.process(), false);
        course.forgetTimes();
        loop.drive(routes, measured, ClosedLoop.WINDOW);
        Load load = probe.stop(messages);
        course.close(routes.get(0).readers());
        Map<String, Double> more = new TreeMap<>();
        more.put("deliveries each s", messages * (members - 1) / load.seconds());
        more.put("log bytes (WAL) a message", load.walBytesPerMessage());
        peer.storedBytes(routes.get(0), stage.log(), () -> sendUnread(course, routes.get(0)))
                .ifPresent(bytes -> more.put(BYTES_STORED, bytes / UNREAD));
        course.attend(routes.get(0).readers());
        long all = course.acceptedCount() * (members - 1);
        course.await("what was not read yet", () -> course.shownCount() >= all);
        Verdict verdict = course.verdict(peer);
        course.close(stations);
        Times times = course.times();
        return new Row(
                "group of " + members,
                peer.name(),
                members,
                messages,
                load.seconds(),
                times.acknowledgement(),
                times.delivery(),
                times.receipt(),
                load,
                verdict,
                more);
    }

    private static void sendUnread(Course course, Route route) throws IOException {
        long goal = course.acceptedCount() + UNREAD;
        route.seal(UNREAD).forEach(parcel -> course.submit(parcel, System.nanoTime()));
        course.await("acknowledgements", () -> course.acceptedCount() >= goal);
    }
}
