package org.konsil.client.bench.delivery;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.Set;

/** Each route has a few messages under way, and sends the next when the sender has the receipt of one. */
final class ClosedLoop {

    static final int WINDOW = 4;

    private final Course course;
    private final Map<Route, Queue<Parcel>> waiting = new HashMap<>();

    ClosedLoop(Course course) {
        this.course = course;
    }

    /** Sends so many messages of each route; returns when all receipts are there. */
    void drive(List<Route> routes, Map<Route, List<Parcel>> parcels, int window) throws IOException {
        long goal = course.receiptCount();
        for (Route route : routes) {
            List<Parcel> own = Objects.requireNonNull(parcels.get(route));
            waiting.put(route, new ArrayDeque<>(own));
            goal += own.size();
        }
        course.afterReceipt(parcel -> next(parcel.route()));
        for (int at = 0; at < window; at++) {
            routes.forEach(this::next);
        }
        long until = goal;
        course.await("receipts", () -> course.receiptCount() >= until);
        course.afterReceipt(parcel -> {});
    }

    private void next(Route route) {
        Parcel parcel = Objects.requireNonNull(waiting.get(route)).poll();
        if (parcel != null) {
            course.submit(parcel, System.nanoTime());
        }
    }

    static Map<Route, List<Parcel>> seal(Collection<Route> routes, int each) {
        Map<Route, List<Parcel>> parcels = new HashMap<>();
        routes.forEach(route -> parcels.put(route, route.seal(each)));
        return parcels;
    }

    /** Everybody who takes part, each once. */
    static List<Station> stations(Collection<Route> routes) {
        Set<Station> stations = new LinkedHashSet<>();
        for (Route route : routes) {
            stations.add(route.sender());
            stations.addAll(route.readers());
        }
        return new ArrayList<>(stations);
    }
}
