package org.konsil.client.command;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import org.konsil.client.failure.DeviceException;
import org.konsil.client.installation.layout.Progress;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** How a verb says what it found: for people, or as one JSON document for programs. */
final class Output {

    private static final ObjectMapper LINES = new ObjectMapper();
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    @Spec(Spec.Target.MIXEE)
    private CommandSpec verb;

    @Option(names = "--json", description = "Print the result as JSON; progress goes to standard error")
    private boolean json;

    boolean isJson() {
        return json;
    }

    /** Standard output. */
    PrintWriter lines() {
        return verb.commandLine().getOut();
    }

    /** Standard error. */
    PrintWriter errors() {
        return verb.commandLine().getErr();
    }

    /** Where a verb tells what it does while it does it. */
    PrintWriter talk() {
        return json ? verb.commandLine().getErr() : lines();
    }

    /** Where progress goes, so that JSON stays alone on standard output. */
    Progress progress() {
        boolean terminal = System.console() != null;
        return new ProgressLines(talk(), terminal);
    }

    /** The result: as JSON, or as this sentence. */
    void say(Object result, String sentence) {
        json(result);
        sayLine(sentence);
    }

    /** A line for people. */
    void sayLine(String line) {
        if (!json) {
            lines().println(line);
            lines().flush();
        }
    }

    /** A document for programs. */
    void json(Object result) {
        if (json) {
            print(result);
        }
    }

    /** One document of many, on a line of its own. */
    void line(Object result) {
        try {
            lines().println(LINES.writeValueAsString(result));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException("the result cannot be written as JSON", e);
        }
    }

    /** For a program that asked for JSON, why nothing came of it: the one document, or a last line. */
    static void failed(CommandLine command, DeviceException failure) {
        if (command.getParseResult().hasMatchedOption("--json")) {
            PrintWriter out = command.getOut();
            out.println(LINES.createObjectNode().put("failed", failure.code()));
            out.flush();
        }
    }

    /** One document. */
    void print(Object result) {
        try {
            lines().println(JSON.writeValueAsString(result));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException("the result cannot be written as JSON", e);
        }
    }
}
