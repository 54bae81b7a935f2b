package org.konsil.client.command;

import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.Callable;
import org.konsil.pki.ceremony.AuthorityEnrolment;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Online: another list of the root, checked and put where the server gives it out; no key is needed. */
@Command(
        name = "publish",
        description = "Online: check a list of the root and publish it; the server need not be restarted.",
        mixinStandardHelpOptions = true)
final class CeremonyPublishCommand implements Callable<Integer> {

    @Option(names = "--folder", required = true, paramLabel = "FOLDER", description = "Where root.crt and root.crl lie")
    private Path folder;

    @Option(
            names = "--list",
            required = true,
            paramLabel = "FILE",
            description = "The next root.crl, or a root-emergency-….crl")
    private Path list;

    @Override
    public Integer call() {
        AuthorityEnrolment.takeList(folder, list, Clock.systemUTC().instant());
        return ExitCode.OK.number();
    }
}
