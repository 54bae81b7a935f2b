package org.konsil.client;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.konsil.client.testing.AttachmentShelf;
import org.konsil.client.testing.Clinic;
import org.konsil.client.testing.Delivery;

/** Anna and Ben on line, in one conversation, with a server for their files. */
abstract class TwoOnLine {

    final Clinic clinic = new Clinic();
    final Delivery delivery = new Delivery();
    final AttachmentShelf shelf = new AttachmentShelf();
    final UUID benHimself = UUID.randomUUID();
    Wired annas;
    Wired bens;
    KonsilSession anna;
    KonsilSession ben;
    UUID group;

    @TempDir
    Path folder;

    private final List<Wired> devices = new ArrayList<>();

    @BeforeEach
    void connect() {
        annas = device(UUID.randomUUID());
        bens = device(benHimself);
        anna = annas.connect();
        ben = bens.connect();
        group = anna.begin(List.of(benHimself));
    }

    @AfterEach
    void close() {
        devices.forEach(Wired::close);
        shelf.close();
    }

    Wired device(UUID user) {
        Wired made = Wired.of(folder.resolve("device" + devices.size()), clinic.device(user), clinic, delivery)
                .filesAt(shelf.address());
        devices.add(made);
        return made;
    }
}
