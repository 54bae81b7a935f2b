package org.konsil.client.command;

import java.io.PrintWriter;
import java.time.Clock;
import java.util.concurrent.Callable;
import org.konsil.pki.ceremony.AuthorityEnrolment;
import org.konsil.pki.ceremony.CeremonyTranscript;
import org.konsil.pki.ceremony.OfflineCeremony;
import org.konsil.pki.profile.IssuingAuthority;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The hospital's own CAs: the root on a machine without a network, the issuing CAs on the server (docs/operations/ceremony.md). */
@Command(
        name = "ceremony",
        description = "Make the hospital's own CAs: root, sign and lists offline, the rest online.",
        subcommands = {
            CeremonyCommand.Root.class,
            CeremonyCommand.Request.class,
            CeremonyCommand.Sign.class,
            CeremonyCommand.Complete.class,
            CeremonyCommand.Lists.class,
            CeremonyPublishCommand.class,
            CeremonyHalvesCommand.class
        },
        mixinStandardHelpOptions = true)
final class CeremonyCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        throw new ParameterException(spec.commandLine(), "Which act?");
    }

    /** An act on the offline machine; its transcript is printed, with a code of its fingerprints. */
    private abstract static class Offline implements Callable<Integer> {

        @Spec
        private CommandSpec spec;

        @Mixin
        private CeremonyOptions options;

        @Override
        public final Integer call() {
            CeremonyTranscript transcript = act(new OfflineCeremony(Clock.systemUTC()), options);
            PrintWriter out = spec.commandLine().getOut();
            out.print(transcript.text());
            out.println("transcript sha256=" + transcript.sha256());
            out.print(CeremonyCode.of(transcript));
            out.flush();
            return ExitCode.OK.number();
        }

        abstract CeremonyTranscript act(OfflineCeremony ceremony, CeremonyOptions options);
    }

    /** Offline: the root. */
    @Command(
            name = "root",
            description = "Offline: make the root and its list for a year.",
            mixinStandardHelpOptions = true)
    static final class Root extends Offline {

        @Override
        CeremonyTranscript act(OfflineCeremony ceremony, CeremonyOptions options) {
            return ceremony.makeRoot(options.folder(), options.plan(), options.password());
        }
    }

    /** Offline: the requests in the folder become certificates. */
    @Command(
            name = "sign",
            description = "Offline: sign the requests in the folder, and the lists for emergencies.",
            mixinStandardHelpOptions = true)
    static final class Sign extends Offline {

        @Override
        CeremonyTranscript act(OfflineCeremony ceremony, CeremonyOptions options) {
            return ceremony.sign(options.folder(), options.plan(), options.password());
        }
    }

    /** Offline: the root's lists for another year. */
    @Command(
            name = "lists",
            description = "Offline: make the root's lists for another year, beside the published root.crl.",
            mixinStandardHelpOptions = true)
    static final class Lists extends Offline {

        @Override
        CeremonyTranscript act(OfflineCeremony ceremony, CeremonyOptions options) {
            return ceremony.renewLists(options.folder(), options.plan(), options.password());
        }
    }

    /** Online: a key and a request. */
    @Command(
            name = "request",
            description = "Online: make an issuing CA's key and request.",
            mixinStandardHelpOptions = true)
    static final class Request implements Callable<Integer> {

        @Mixin
        private CeremonyOptions options;

        @Option(names = "--authority", required = true, description = "${COMPLETION-CANDIDATES}")
        private IssuingAuthority authority;

        @Override
        public Integer call() {
            new AuthorityEnrolment(options.folder(), options.plan(), Clock.systemUTC())
                    .request(authority, options.password());
            return ExitCode.OK.number();
        }
    }

    /** Online: what came back is checked and put beside the key. */
    @Command(
            name = "complete",
            description = "Online: check a certificate that came back, and put it beside its key.",
            mixinStandardHelpOptions = true)
    static final class Complete implements Callable<Integer> {

        @Mixin
        private CeremonyOptions options;

        @Option(names = "--authority", required = true, description = "${COMPLETION-CANDIDATES}")
        private IssuingAuthority authority;

        @Option(
                names = "--root-sha256",
                required = true,
                paramLabel = "HEX",
                description = "The root's fingerprint, as it was written down at the ceremony")
        private String rootSha256;

        @Override
        public Integer call() {
            new AuthorityEnrolment(options.folder(), options.plan(), Clock.systemUTC())
                    .complete(authority, options.password(), rootSha256);
            return ExitCode.OK.number();
        }
    }
}
