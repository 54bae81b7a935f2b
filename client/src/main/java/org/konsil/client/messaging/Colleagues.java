package org.konsil.client.messaging;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.konsil.client.failure.RefusedException;
import org.konsil.client.failure.TamperedException;
import org.konsil.client.identity.OwnDevice;
import org.konsil.pki.status.VerifiedDevice;
import org.konsil.protocol.mls.MlsFormatException;
import org.konsil.protocol.mls.MlsValidationException;
import org.konsil.protocol.mls.framing.MlsMessage;
import org.konsil.protocol.mls.leaf.KeyPackage;
import org.konsil.protocol.mls.leaf.KeyPackageCheck;
import org.konsil.protocol.socket.ClaimKeyPackages;
import org.konsil.protocol.socket.ClaimedKeyPackage;
import org.konsil.protocol.socket.ClientFrame;
import org.konsil.protocol.socket.FindPeople;
import org.konsil.protocol.socket.People;

/** The people of the hospital: who they are, and the key packages of their devices. */
final class Colleagues {

    private static final int CONFLICT = 409;

    private final Desk desk;
    private final Asking server;
    private final KeyPackageCheck check;
    private final Clock clock;

    Colleagues(Desk desk, Asking server, Clock clock) {
        this.desk = desk;
        this.server = server;
        this.clock = clock;
        this.check = new KeyPackageCheck(OwnDevice.SUITE, desk.policy.longestLifetime());
    }

    /** People whose name has these words. */
    List<Person> find(String words) {
        return find(FindPeople.newBuilder().setWords(words));
    }

    /** The people with these ids, as far as the directory knows them. */
    List<Person> find(List<UUID> ids) {
        FindPeople.Builder question = FindPeople.newBuilder();
        ids.forEach(id -> question.addUserIds(Uuids.bytes(id)));
        return find(question);
    }

    private List<Person> find(FindPeople.Builder question) {
        People people =
                server.ask(ClientFrame.newBuilder().setFindPeople(question)).getPeople();
        return people.getPeopleList().stream()
                .map(person -> new Person(
                        Uuids.of(person.getUserId()),
                        person.getName(),
                        person.getWard(),
                        person.getDuty(),
                        person.getReachable()))
                .toList();
    }

    /** Key packages of a person who has at least one device. */
    List<byte[]> requireReachable(UUID person) {
        List<byte[]> found = claim(person);
        if (found.isEmpty()) {
            throw new RefusedException("unreachable", CONFLICT);
        }
        return found;
    }

    /** Key packages of a person's devices; one that is not what it claims stops everything. */
    List<byte[]> claim(UUID person) {
        List<byte[]> good = new ArrayList<>();
        for (ClaimedKeyPackage claimed : server.ask(ClientFrame.newBuilder()
                        .setClaimKeyPackages(ClaimKeyPackages.newBuilder().setUserId(Uuids.bytes(person))))
                .getClaimedKeyPackages()
                .getKeyPackagesList()) {
            byte[] bytes = claimed.getKeyPackage().toByteArray();
            VerifiedDevice device = require(bytes);
            if (!device.user().equals(person) || !device.device().equals(Uuids.of(claimed.getDeviceId()))) {
                throw new TamperedException("key-package-of-another");
            }
            good.add(bytes);
        }
        return good;
    }

    /** Whose key package this is, which was checked when it was claimed. */
    UUID deviceOf(byte[] keyPackage) {
        return desk.policy.deviceOf(read(keyPackage).leafNode()).device();
    }

    private VerifiedDevice require(byte[] bytes) {
        try {
            KeyPackage keyPackage = check.check(read(bytes), clock.instant()).keyPackage();
            desk.policy.requireAccepted(keyPackage.leafNode());
            return desk.policy.deviceOf(keyPackage.leafNode());
        } catch (MlsValidationException | MlsFormatException e) {
            throw new TamperedException("key-package-invalid", e);
        }
    }

    static KeyPackage read(byte[] message) {
        return MlsMessage.decode(message)
                .findKeyPackage()
                .orElseThrow(() -> new TamperedException("key-package-invalid"));
    }
}
