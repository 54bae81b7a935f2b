package org.konsil.web.console.hardware;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.konsil.server.device.Hardware;
import org.konsil.server.directory.Person;
import org.konsil.server.directory.UserId;
import org.konsil.server.directory.lookup.PeopleFinder;

/** Puts the owners' names to hardware, those of many with one question. */
@RequestScoped
public class HardwareLines {

    @Inject
    PeopleFinder people;

    List<HardwareLine> of(List<Hardware> hardware) {
        Map<UserId, String> names =
                people
                        .findAll(hardware.stream()
                                .flatMap(piece -> piece.owner().stream())
                                .distinct()
                                .toList())
                        .stream()
                        .collect(Collectors.toMap(Person::id, Person::name));
        return hardware.stream()
                .map(piece -> new HardwareLine(
                        piece,
                        piece.owner()
                                .map(owner -> names.getOrDefault(owner, owner.toString()))
                                .orElse("")))
                .toList();
    }
}
