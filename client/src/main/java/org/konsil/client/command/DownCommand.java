package org.konsil.client.command;

import java.util.concurrent.Callable;
import org.konsil.client.installation.Installation;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Ends what up started, and nothing else. */
@Command(
        name = "down",
        description = "Stop what up started; everything stays in the data folder.",
        mixinStandardHelpOptions = true)
final class DownCommand implements Callable<Integer> {

    @Mixin
    private InstallationOptions options;

    @Mixin
    private Output output;

    @Override
    public Integer call() throws InterruptedException {
        Installation installation = options.installation();
        installation.stop(output.progress());
        new StatusReport(installation, installation.status()).print(output);
        return ExitCode.OK.number();
    }
}
