package org.konsil.client.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.konsil.client.failure.DeviceException;
import org.konsil.client.failure.StoreException;
import org.konsil.client.failure.TamperedException;

@DisplayName("A2 what a device keeps")
class SealedStoreTest {

    private static final String SHELF = "geheimes-regal";

    @TempDir
    Path folder;

    @Test
    void keepsAStepAsAWhole() {
        try (SealedStore store = open()) {
            store.write(List.of(put("a", "eins"), put("b", "zwei")));
            store.write(List.of(put("a", "drei"), new Change(SHELF, "b", null)));
        }
        try (SealedStore store = open()) {
            assertThat(store.find(SHELF, "a"))
                    .hasValueSatisfying(value -> assertThat(value).isEqualTo(bytes("drei")));
            assertThat(store.find(SHELF, "b")).isEmpty();
            assertThat(store.all(SHELF)).containsOnlyKeys("a");
            assertThat(store.all("anderes")).isEmpty();
        }
    }

    @Test
    void wipesWhatItWasGiven() {
        Change change = put("a", "eins");
        try (SealedStore store = open()) {
            store.write(List.of(change));
        }
        assertThat(change.value()).containsOnly(0);
    }

    @Test
    void showsNoContentAndNoNameOnTheDisk() throws IOException {
        try (SealedStore store = open()) {
            store.write(List.of(put("verraeterischer-name", "Grüße an Station 3")));
        }
        for (Path file : Files.list(folder).toList()) {
            String content = Files.readString(file, StandardCharsets.ISO_8859_1);
            for (String mark : List.of(SHELF, "verraeterischer-name", "Station 3")) {
                assertThat(content).as(file.toString()).doesNotContain(mark);
            }
        }
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("device.store"))))
                .isEqualTo("rw-------");
    }

    @Test
    void refusesAnotherKeyAndAPassphraseInItsPlace() throws IOException {
        open().close();

        assertCode("store-key-wrong", () -> SealedStore.open(folder, key("other")));
        assertCode("store-key-wrong", () -> SealedStore.open(folder, passphrase("sehr lange und geheim")));
    }

    @Test
    void opensWithItsPassphraseAndNoOther() throws IOException {
        try (SealedStore store = SealedStore.open(folder, passphrase("sehr lange und geheim"))) {
            store.write(List.of(put("a", "eins")));
        }
        try (SealedStore store = SealedStore.open(folder, passphrase("sehr lange und geheim"))) {
            assertThat(store.find(SHELF, "a")).isPresent();
        }
        assertCode("store-key-wrong", () -> SealedStore.open(folder, passphrase("sehr lange und Geheim")));
        assertCode("store-passphrase-too-short", () -> SealedStore.open(folder, passphrase("kurz")));
    }

    @Test
    void isOpenInOneProgramOnly() {
        try (SealedStore unused = open()) {
            assertCode("store-in-use", this::open);
        }
        open().close();
    }

    @Test
    void noticesAFlippedBitAndARecordInAForeignPlace() throws Exception {
        try (SealedStore store = open()) {
            store.write(List.of(put("a", "eins"), put("b", "zwei")));
        }
        byte[] before = Files.readAllBytes(folder.resolve("device.store"));
        change("update record set value = cast(substr(value, 1, length(value) - 1) || x'00' as blob)");
        try (SealedStore store = open()) {
            assertThatThrownBy(() -> store.find(SHELF, "a")).isInstanceOf(TamperedException.class);
        }
        Files.write(folder.resolve("device.store"), before);
        change("update record set value = (select max(value) from record)");
        try (SealedStore store = open()) {
            assertThatThrownBy(() -> store.all(SHELF)).isInstanceOf(TamperedException.class);
        }
    }

    @Test
    void saysThatAFileIsNoStore() throws IOException {
        SealedStore.makeFolder(folder);
        Files.writeString(folder.resolve("device.store"), "das ist keine Datenbank, sondern ein Brief".repeat(40));

        assertCode("store-damaged", this::open);
    }

    @Test
    void readsAKeyThatIsItsOwnersAloneAndNoOther() throws IOException {
        StoreSecret secret = key("key");
        Path file = folder.resolve("key");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
        assertCode("store-key-readable-by-others", () -> SealedStore.open(folder, secret));
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        Files.writeString(file, "abc");
        assertCode("store-key-malformed", () -> SealedStore.open(folder, secret));
        Files.delete(file);
        assertCode("store-key-missing", () -> SealedStore.open(folder, secret));
    }

    @Test
    void givesRecordsBackAsTheyWere() {
        record Note(
                String text,
                @org.jspecify.annotations.Nullable Long number) {}
        try (SealedStore store = open()) {
            Shelf<Note> shelf = new Shelf<>(store, "notes", Note.class);
            store.write(List.of(shelf.put("a", new Note("ä", null)), shelf.put("b", new Note("", 5L))));
            assertThat(shelf.all()).containsEntry("a", new Note("ä", null)).containsEntry("b", new Note("", 5L));
            store.write(List.of(new Change("notes", "a", bytes("{\"secret\":1}"))));
            assertThatThrownBy(() -> shelf.find("a"))
                    .isInstanceOf(TamperedException.class)
                    .hasMessage("record-malformed")
                    .hasNoCause();
        }
    }

    private SealedStore open() {
        return SealedStore.open(folder, key("key"));
    }

    private StoreSecret key(String name) {
        SealedStore.makeFolder(folder);
        StoreSecret.makeKey(folder.resolve(name));
        return StoreSecret.keyIn(folder.resolve(name));
    }

    private StoreSecret passphrase(String text) throws IOException {
        Path file = folder.resolve("passphrase");
        Files.deleteIfExists(file);
        Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        return StoreSecret.passphraseIn(Files.writeString(file, text + "\n"));
    }

    private void change(String sql) throws SQLException {
        try (Connection database = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("device.store"));
                Statement statement = database.createStatement()) {
            assertThat(statement.executeUpdate(sql)).isPositive();
        }
    }

    private static Change put(String id, String text) {
        return new Change(SHELF, id, bytes(text));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static void assertCode(String code, org.assertj.core.api.ThrowableAssert.ThrowingCallable act) {
        assertThatThrownBy(act)
                .isInstanceOf(StoreException.class)
                .isInstanceOfSatisfying(
                        DeviceException.class, no -> assertThat(no.code()).isEqualTo(code));
    }
}
