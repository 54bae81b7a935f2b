package org.konsil.client.bench.delivery;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.konsil.client.bench.ledger.Verdict;

/** Readers who were away come back all at once, and the server brings them what waits. */
final class Backlog implements Mode {

    private static final int READERS = 100;
    private static final double NANOS = 1e9;

    @Override
    public String name() {
        return "backlog";
    }

    @Override
    public List<Row> run(Stage stage, Peer peer, Sizes sizes) throws IOException, InterruptedException {
        List<Route> routes = peer.routes(Math.min(READERS, sizes.pairs()), 1);
        int each = Math.max(1, sizes.backlog() / routes.size());
        long count = (long) each * routes.size();
        List<Station> senders = routes.stream().map(Route::sender).toList();
        List<Station> readers =
                routes.stream().map(route -> route.readers().get(0)).toList();
        Course course = new Course(stage.loop());
        course.expect(routes);
        peer.prepareRun();
        course.attend(senders);
        store(course, ClosedLoop.seal(routes, each), count);
        course.close(senders);
        course.open(readers);
        Probe probe = new Probe(stage, peer.process(), false);
        long begin = System.nanoTime();
        course.bring(readers);
        course.await("the backlog", () -> course.shownCount() >= count);
        double seconds = (System.nanoTime() - begin) / NANOS;
        Load load = probe.stop(count);
        Verdict verdict = course.verdict(peer);
        course.close(readers);
        return List.of(new Row(
                name(), peer.name(), readers.size(), count, seconds, null, null, null, load, verdict, Map.of()));
    }

    /** Each sender has a few under way until all are acknowledged. */
    private static void store(Course course, Map<Route, List<Parcel>> parcels, long count) throws IOException {
        int longest = parcels.values().stream().mapToInt(List::size).max().orElse(0);
        long before = course.acceptedCount();
        for (int from = 0; from < longest; from += ClosedLoop.WINDOW) {
            int begin = from;
            parcels.values()
                    .forEach(own -> own.subList(begin, Math.min(begin + ClosedLoop.WINDOW, own.size()))
                            .forEach(parcel -> course.submit(parcel, System.nanoTime())));
            long goal = before + (long) parcels.size() * Math.min(from + ClosedLoop.WINDOW, longest);
            course.await("acknowledgements", () -> course.acceptedCount() >= Math.min(goal, before + count));
        }
    }
}
