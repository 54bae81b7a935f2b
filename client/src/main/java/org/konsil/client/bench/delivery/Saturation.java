package org.konsil.client.bench.delivery;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.konsil.client.bench.ledger.Verdict;

/** As many messages as the server takes: pairs in a closed loop. */
final class Saturation implements Mode {

    private static final int LEAST_WARM_UP = 25;

    @Override
    public String name() {
        return "saturation";
    }

    @Override
    public List<Row> run(Stage stage, Peer peer, Sizes sizes) throws IOException, InterruptedException {
        List<Route> routes = peer.routes(sizes.pairs(), 1);
        Map<Route, List<Parcel>> warmUp = ClosedLoop.seal(routes, Math.max(LEAST_WARM_UP, sizes.messages() / 2));
        Map<Route, List<Parcel>> measured = ClosedLoop.seal(routes, sizes.messages());
        List<Station> stations = ClosedLoop.stations(routes);
        Course course = new Course(stage.loop());
        course.expect(routes);
        peer.prepareRun();
        course.attend(stations);
        ClosedLoop loop = new ClosedLoop(course);
        loop.drive(routes, warmUp, ClosedLoop.WINDOW);
        Probe probe = new Probe(stage, peer.process(), true);
        course.forgetTimes();
        loop.drive(routes, measured, ClosedLoop.WINDOW);
        long count = (long) sizes.pairs() * sizes.messages();
        Load load = probe.stop(count);
        Verdict verdict = course.verdict(peer);
        course.close(stations);
        Row.Of what = new Row.Of(name(), peer.name(), stations.size(), count);
        return List.of(Row.timed(what, course.times(), load, verdict));
    }
}
