package io.geckos.server.process;

import java.lang.reflect.Proxy;

/**
 * Ends the process immediately on the second SIGTERM or SIGINT, without waiting for running requests. The JDK has signal
 * handlers only in {@code sun.misc}. They are used by reflection, because the compiler's warning about them cannot be
 * suppressed.
 */
public final class SecondSignalHandler {
    private SecondSignalHandler() {}

    /**
     * Installs the handlers. Called once the server has begun to stop. {@code beforeHalt} runs before the process ends.
     */
    public static void install(Runnable beforeHalt) {
        try {
            Class<?> signal = Class.forName("sun.misc.Signal");
            Class<?> handler = Class.forName("sun.misc.SignalHandler");
            Object end = Proxy.newProxyInstance(
                    SecondSignalHandler.class.getClassLoader(), new Class<?>[] {handler}, (proxy, method, args) -> {
                        if (!method.getName().equals("handle")) {
                            // equals, hashCode and toString
                            return method.invoke(beforeHalt, args);
                        }
                        beforeHalt.run();
                        Runtime.getRuntime()
                                .halt(128 + (int) signal.getMethod("getNumber").invoke(args[0]));
                        return null;
                    });
            for (String name : new String[] {"INT", "TERM"}) {
                signal.getMethod("handle", signal, handler)
                        .invoke(null, signal.getConstructor(String.class).newInstance(name), end);
            }
        } catch (ReflectiveOperationException | IllegalArgumentException _) {
            // A runtime without signal handlers, or one that runs with -Xrs: the server waits for its requests.
        }
    }
}
