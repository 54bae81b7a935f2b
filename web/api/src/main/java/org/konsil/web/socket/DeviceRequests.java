package org.konsil.web.socket;

import com.google.protobuf.ByteString;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Set;
import org.konsil.protocol.socket.ClaimKeyPackages;
import org.konsil.protocol.socket.ClaimedKeyPackage;
import org.konsil.protocol.socket.ClaimedKeyPackages;
import org.konsil.protocol.socket.CredentialCompanion;
import org.konsil.protocol.socket.FindPeople;
import org.konsil.protocol.socket.People;
import org.konsil.protocol.socket.PublishKeyPackages;
import org.konsil.protocol.socket.ServerFrame;
import org.konsil.server.certification.status.Leases;
import org.konsil.server.device.DeviceId;
import org.konsil.server.device.keypackages.KeyPackages;
import org.konsil.server.device.session.DeviceSession;
import org.konsil.server.directory.Person;
import org.konsil.server.directory.UserId;
import org.konsil.server.directory.lookup.PeopleFinder;
import org.konsil.web.problem.MalformedRequestException;

/** People and key packages, as frames. */
@ApplicationScoped
class DeviceRequests {

    static final int MOST_PEOPLE = 50;

    @Inject
    KeyPackages keyPackages;

    @Inject
    PeopleFinder people;

    @Inject
    Leases leases;

    ServerFrame.Builder publish(DeviceSession session, PublishKeyPackages request) {
        List<byte[]> contents = request.getKeyPackagesList().stream()
                .map(ByteString::toByteArray)
                .toList();
        byte[] lastResort = request.getLastResort().toByteArray();
        return ServerFrame.newBuilder()
                .setKeyPackageSupply(Frames.supply(
                        keyPackages.publish(session.device(), contents, lastResort.length == 0 ? null : lastResort)));
    }

    ServerFrame.Builder claim(DeviceSession session, ClaimKeyPackages request) {
        ClaimedKeyPackages.Builder claimed = ClaimedKeyPackages.newBuilder();
        keyPackages
                .claim(session.device(), Ids.user(request.getUserId()))
                .forEach(one -> claimed.addKeyPackages(ClaimedKeyPackage.newBuilder()
                        .setDeviceId(Ids.bytes(one.device().value()))
                        .setKeyPackage(ByteString.copyFrom(one.bytes()))
                        .setCompanion(companion(one.device()))));
        return ServerFrame.newBuilder().setClaimedKeyPackages(claimed);
    }

    /** Without a lease if it lapsed: whoever adds the device sees that it does not count now. */
    private CredentialCompanion.Builder companion(DeviceId device) {
        CredentialCompanion.Builder companion = CredentialCompanion.newBuilder();
        leases.findOfDevice(device.value())
                .ifPresent(lease -> companion.setLease(ByteString.copyFrom(lease.response())));
        return companion;
    }

    ServerFrame.Builder find(FindPeople request) {
        List<Person> found = search(request);
        Set<UserId> reachable =
                keyPackages.reachable(found.stream().map(Person::id).toList());
        People.Builder answer = People.newBuilder();
        for (Person person : found) {
            answer.addPeople(frame(person, reachable.contains(person.id())));
        }
        return ServerFrame.newBuilder().setPeople(answer);
    }

    private List<Person> search(FindPeople request) {
        if (request.getUserIdsCount() == 0) {
            return people.find(request.getWords(), MOST_PEOPLE);
        }
        if (request.getUserIdsCount() > MOST_PEOPLE || !request.getWords().isEmpty()) {
            throw new MalformedRequestException("either words or at most " + MOST_PEOPLE + " ids");
        }
        return people.findAll(request.getUserIdsList().stream().map(Ids::user).toList());
    }

    private static org.konsil.protocol.socket.Person frame(Person person, boolean reachable) {
        return org.konsil.protocol.socket.Person.newBuilder()
                .setUserId(Ids.bytes(person.id().value()))
                .setName(person.name())
                .setWard(person.ward())
                .setDuty(person.duty())
                .setReachable(reachable && person.enabled())
                .build();
    }
}
