package org.konsil.client.bench.delivery;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.konsil.client.bench.ledger.Verdict;

/** So many messages a second, whether the server keeps up or not: nobody waits for an answer before the next is sent. */
final class FixedRate implements Mode {

    private static final int WARM_UP_SECONDS = 5;
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    @Override
    public String name() {
        return "rate";
    }

    @Override
    public List<Row> run(Stage stage, Peer peer, Sizes sizes) throws IOException, InterruptedException {
        List<Route> routes = peer.routes(sizes.pairs(), 1);
        int count = sizes.rate() * sizes.seconds();
        List<Parcel> warmUp = inTurn(routes, sizes.rate() * WARM_UP_SECONDS);
        List<Parcel> measured = inTurn(routes, count);
        List<Station> stations = ClosedLoop.stations(routes);
        Course course = new Course(stage.loop());
        course.expect(routes);
        peer.prepareRun();
        course.attend(stations);
        drive(course, warmUp, sizes.rate());
        Probe probe = new Probe(stage, peer.process(), true);
        course.forgetTimes();
        drive(course, measured, sizes.rate());
        Load load = probe.stop(count);
        Verdict verdict = course.verdict(peer);
        course.close(stations);
        Row.Of what = new Row.Of(name() + " " + sizes.rate() + "/s", peer.name(), stations.size(), count);
        return List.of(Row.timed(what, course.times(), load, verdict));
    }

    /** One of each route after the other. */
    private static List<Parcel> inTurn(List<Route> routes, int count) {
        int each = (count + routes.size() - 1) / routes.size();
        List<List<Parcel>> sealed =
                routes.stream().map(route -> route.seal(each)).toList();
        List<Parcel> parcels = new ArrayList<>(count);
        for (int at = 0; at < count; at++) {
            parcels.add(sealed.get(at % routes.size()).get(at / routes.size()));
        }
        return parcels;
    }

    private static void drive(Course course, List<Parcel> parcels, int rate) throws IOException {
        long goal = course.receiptCount() + parcels.size();
        long begin = System.nanoTime();
        for (int at = 0; at < parcels.size(); at++) {
            long due = begin + at * SECOND / rate;
            for (long wait = due - System.nanoTime(); wait > 0; wait = due - System.nanoTime()) {
                course.turn(wait);
            }
            course.submit(parcels.get(at), due);
            course.turn(0);
        }
        course.await("receipts", () -> course.receiptCount() >= goal);
    }
}
