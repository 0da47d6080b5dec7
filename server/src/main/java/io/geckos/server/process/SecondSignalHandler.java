package io.geckos.server.process;

import java.lang.reflect.Proxy;

/**
 * Ends the process at once on the second SIGTERM or SIGINT, without waiting for running requests. The JDK has signal
 * handlers only in {@code sun.misc}. Its use causes a compiler warning that cannot be suppressed, so it is found by
 * reflection.
 */
public final class SecondSignalHandler {
    private SecondSignalHandler() {}

    /**
     * Begins to handle the signals. Called once the server has begun to stop. {@code last} runs before the process
     * ends.
     */
    public static void await(Runnable last) {
        try {
            Class<?> signal = Class.forName("sun.misc.Signal");
            Class<?> handler = Class.forName("sun.misc.SignalHandler");
            Object end = Proxy.newProxyInstance(
                    SecondSignalHandler.class.getClassLoader(), new Class<?>[] {handler}, (proxy, method, args) -> {
                        if (!method.getName().equals("handle")) {
                            return method.invoke(last, args);
                        }
                        last.run();
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
