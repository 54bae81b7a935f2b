package org.konsil.client.command;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.konsil.client.KonsilDevice;
import org.konsil.client.failure.LockedException;
import org.konsil.client.storage.SealedStore;
import org.konsil.client.storage.StoreSecret;
import picocli.CommandLine.Option;

/** The options that say which device is meant, and where the secret is that opens its store. */
final class DeviceOptions {

    private static final String KEY = "store.key";

    @Option(
            names = "--device",
            paramLabel = "DIR",
            defaultValue = "${env:KONSIL_DEVICE:-${sys:user.home}/.local/share/konsil/device}",
            description = "The device's folder; default ~/.local/share/konsil/device [KONSIL_DEVICE]")
    private Path folder;

    @Option(
            names = "--key-file",
            paramLabel = "FILE",
            defaultValue = "${env:KONSIL_KEY_FILE}",
            description = "The key of the store; made if it is missing; default DIR/store.key [KONSIL_KEY_FILE]")
    private @Nullable Path keyFile;

    @Option(
            names = "--passphrase-file",
            paramLabel = "FILE",
            defaultValue = "${env:KONSIL_PASSPHRASE_FILE}",
            description = "A passphrase in place of the key, the first line of this file [KONSIL_PASSPHRASE_FILE]")
    private @Nullable Path passphraseFile;

    /** The device that is there. */
    KonsilDevice open() {
        if (!SealedStore.isIn(folder)) {
            throw new LockedException("not-signed-in");
        }
        return KonsilDevice.open(folder, secret(), Clock.systemUTC());
    }

    /** The device that is there, or a new one. */
    KonsilDevice openOrBegin() {
        if (passphraseFile == null && !SealedStore.isIn(folder)) {
            Path file = keyFile == null ? folder.resolve(KEY) : keyFile;
            SealedStore.makeFolder(folder);
            if (!Files.exists(file)) {
                StoreSecret.makeKey(file);
            }
        }
        return KonsilDevice.open(folder, secret(), Clock.systemUTC());
    }

    private StoreSecret secret() {
        if (passphraseFile != null) {
            return StoreSecret.passphraseIn(passphraseFile);
        }
        return StoreSecret.keyIn(keyFile == null ? folder.resolve(KEY) : keyFile);
    }
}
