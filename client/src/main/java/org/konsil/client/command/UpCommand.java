package org.konsil.client.command;

import java.util.concurrent.Callable;
import org.konsil.client.installation.Installation;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Starts what does not run yet, and returns when all of it is ready. */
@Command(
        name = "up",
        description = "Start PostgreSQL, Keycloak and WildFly with Konsil, and wait until they are ready.",
        mixinStandardHelpOptions = true)
final class UpCommand implements Callable<Integer> {

    @Mixin
    private InstallationOptions options;

    @Mixin
    private Output output;

    @Override
    public Integer call() throws InterruptedException {
        Installation installation = options.installation();
        installation.start(output.progress());
        StatusReport report = new StatusReport(installation, installation.status());
        report.print(output);
        return (report.isReady() ? ExitCode.OK : ExitCode.FAILURE).number();
    }
}
