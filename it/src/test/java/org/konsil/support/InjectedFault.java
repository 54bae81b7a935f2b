package org.konsil.support;

import com.sun.tools.attach.AgentInitializationException;
import com.sun.tools.attach.AgentLoadException;
import com.sun.tools.attach.AttachNotSupportedException;
import com.sun.tools.attach.VirtualMachine;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jboss.byteman.agent.Main;

/**
 * Makes the running server under test fail at one place of its code, by a rule of Byteman that is loaded into its process. It is gone
 * with the process; nothing of it is in the product.
 */
public final class InjectedFault {

    private InjectedFault() {}

    /**
     * Ends the server's process, as a power cut would, at the entry of a method.
     *
     * @param condition in Byteman's language, with the method's parameters as {@code $1}, {@code $2}
     */
    public static void dieAtEntry(RunningSystem system, String type, String method, String condition) {
        load(system, """
                RULE die at the entry of a method
                CLASS %s
                METHOD %s
                AT ENTRY
                IF %s
                DO killJVM()
                ENDRULE
                """.formatted(type, method, condition));
    }

    private static void load(RunningSystem system, String rule) {
        try {
            Path script = Files.writeString(system.data().resolve("fault.btm").toAbsolutePath(), rule);
            Path byteman = Path.of(Main.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            VirtualMachine server =
                    VirtualMachine.attach(Long.toString(system.server().pid()));
            try {
                server.loadAgent(byteman.toString(), "boot:" + byteman + ",script:" + script);
            } finally {
                server.detach();
            }
        } catch (IOException
                | URISyntaxException
                | AttachNotSupportedException
                | AgentLoadException
                | AgentInitializationException e) {
            throw new AssertionError("the fault cannot be loaded into the server", e);
        }
    }
}
