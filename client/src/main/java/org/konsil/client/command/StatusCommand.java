package org.konsil.client.command;

import java.util.concurrent.Callable;
import org.konsil.client.installation.Installation;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Shows each part of an installation; asks the processes, changes nothing. */
@Command(
        name = "status",
        description = "Show each part, its process, address, version and health.",
        mixinStandardHelpOptions = true)
final class StatusCommand implements Callable<Integer> {

    @Mixin
    private InstallationOptions options;

    @Mixin
    private Output output;

    @Override
    public Integer call() throws InterruptedException {
        Installation installation = options.installation();
        StatusReport report = new StatusReport(installation, installation.status());
        report.print(output);
        return (report.isReady() ? ExitCode.OK : ExitCode.FAILURE).number();
    }
}
