package org.konsil.client.command;

import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.util.concurrent.Callable;
import org.konsil.client.failure.DeviceException;
import org.konsil.client.failure.LockedException;
import org.konsil.client.failure.OfflineException;
import org.konsil.client.failure.StoreException;
import org.konsil.client.installation.layout.EnvironmentException;
import org.konsil.client.installation.layout.InstallationException;
import org.konsil.pki.ceremony.CeremonyException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The project's one command; each verb is a class of its own. */
@Command(
        name = "konsil",
        description = "The messenger that a hospital runs on its own servers.",
        mixinStandardHelpOptions = true,
        version = "konsil 0.1.0",
        subcommands = {
            UpCommand.class,
            DownCommand.class,
            StatusCommand.class,
            DemoCommand.class,
            BenchCommand.class,
            CeremonyCommand.class,
            LoginCommand.class,
            EnrolCommand.class,
            SendCommand.class,
            AttachCommand.class,
            ReceiveCommand.class,
            DeleteCommand.class,
            ExpireCommand.class,
            GroupsCommand.class,
            DevicesCommand.class,
            VerifyCommand.class,
            WitnessCommand.class,
            CommandLine.HelpCommand.class
        },
        synopsisSubcommandLabel = "VERB",
        commandListHeading = "%nVerbs:%n",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:done",
            "1:tried, and failed; status: not everything is ready",
            "2:the command line makes no sense",
            "3:something outside must change first: a port in use, a tool missing or too old, a store that does not open",
            "4:sign in or enrol first, or this device may not do it",
            "5:the server cannot be reached; try again later"
        })
public final class KonsilCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    /** Where the shell script enters. */
    public static void main(String[] arguments) {
        System.exit(commandLine().execute(arguments));
    }

    /** The command as the tests call it too. */
    static CommandLine commandLine() {
        return new CommandLine(new KonsilCommand())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler((failure, command, parsed) -> tell(failure, command));
    }

    @Override
    public Integer call() {
        throw new ParameterException(spec.commandLine(), "Which verb?");
    }

    private static ExitCode codeOf(DeviceException failure) {
        if (failure instanceof StoreException) {
            return ExitCode.ENVIRONMENT;
        }
        if (failure instanceof LockedException) {
            return ExitCode.LOCKED;
        }
        return failure instanceof OfflineException ? ExitCode.OFFLINE : ExitCode.FAILURE;
    }

    private static int tell(Exception failure, CommandLine command) throws Exception {
        PrintWriter out = command.getErr();
        if (failure instanceof EnvironmentException) {
            out.println("konsil: " + failure.getMessage());
            return ExitCode.ENVIRONMENT.number();
        }
        if (failure instanceof DeviceException refused) {
            out.println("konsil: " + Words.of(refused));
            Output.failed(command, refused);
            return codeOf(refused).number();
        }
        if (failure instanceof InstallationException || failure instanceof CeremonyException) {
            out.println("konsil: " + failure.getMessage());
            return ExitCode.FAILURE.number();
        }
        if (failure instanceof UncheckedIOException && failure.getCause() != null) {
            out.println("konsil: " + failure.getMessage() + " ("
                    + failure.getCause().getClass().getSimpleName() + ": "
                    + failure.getCause().getMessage() + ")");
            return ExitCode.FAILURE.number();
        }
        throw failure;
    }
}
