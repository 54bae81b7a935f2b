package org.konsil.client.command;

import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.konsil.client.demo.DemoHospital;
import org.konsil.client.demo.DemoPerson;
import org.konsil.client.demo.FirstConversation;
import org.konsil.client.demo.Hardware;
import org.konsil.client.demo.Narrator;
import org.konsil.client.demo.SeededHospital;
import org.konsil.client.demo.ShownMessage;
import org.konsil.client.installation.Installation;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Starts the system, fills a made-up hospital, and lets two people write to each other. */
@Command(
        name = "demo",
        description = "Start everything, seed a demo hospital, and let two devices exchange messages.",
        mixinStandardHelpOptions = true)
final class DemoCommand implements Callable<Integer> {

    @Mixin
    private InstallationOptions options;

    @Mixin
    private Output output;

    @Override
    public Integer call() throws InterruptedException {
        Installation installation = options.installation();
        PrintWriter told = output.talk();
        installation.start(output.progress());
        SeededHospital hospital = new DemoHospital(installation).seed(DemoPerson.EVERYBODY);
        told.println();
        Narrator narrator = new Narrator(line -> {
            told.println(line);
            told.flush();
        });
        List<ShownMessage> messages = new FirstConversation(installation, Home.headlessDevice(), narrator)
                .play(hospital, DemoPerson.EVERYBODY.get(0), DemoPerson.EVERYBODY.get(1));
        if (output.isJson()) {
            output.print(json(installation, hospital, messages));
        } else {
            printInvitation(installation, hospital, told);
        }
        return ExitCode.OK.number();
    }

    private static void printInvitation(Installation installation, SeededHospital hospital, PrintWriter out) {
        out.println();
        out.println("The system goes on running; ./konsil down stops it. Now try it yourself:");
        out.println("  App      " + installation.origin() + "/");
        out.println("  Console  " + installation.origin() + "/admin/");
        out.println();
        out.println("Your browser must trust the hospital's root certificate first, else the app cannot work offline:");
        out.println("  " + installation.rootCertificate());
        out.println(
                "  Firefox   Settings > Privacy & Security > Certificates > View Certificates > Authorities > Import");
        out.println("  Chromium  chrome://settings/certificates > Custom > Installed by you > Trusted Certificates");
        out.println("  (docs/operations/running.md has the other browsers)");
        out.println();
        out.println("Logins; the passphrase of each is  " + hospital.passphrase());
        for (DemoPerson person : hospital.people()) {
            out.printf("  %-16s  %-16s  %s%n", person.username(), person.name(), String.join(", ", person.roles()));
        }
        out.println();
        out.println("Codes of approved hardware; the app asks for one when a device is set up");
        for (Hardware piece : hospital.hardware()) {
            out.printf("  %-20s  %s%n", piece.code(), piece.label());
        }
        out.flush();
    }

    private static Map<String, Object> json(
            Installation installation, SeededHospital hospital, List<ShownMessage> messages) {
        Map<String, Object> report = new LinkedHashMap<>();
        report.put("app", installation.origin() + "/");
        report.put("console", installation.origin() + "/admin/");
        report.put("rootCertificate", installation.rootCertificate().toString());
        report.put("passphrase", hospital.passphrase());
        report.put("people", hospital.people());
        report.put("hardware", hospital.hardware());
        report.put("messages", messages);
        return report;
    }
}
