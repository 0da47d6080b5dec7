package io.geckos.server.process;

import java.lang.reflect.Proxy;

/**
 * Who is told to stop a second time has no patience for running requests: then the process ends at once. The JDK has this in
 * {@code sun.misc} only, which the compiler warns of whatever is told to it, so it is found by name.
 */
public final class SecondSignalHandler {
    private SecondSignalHandler() {}

    /** To be called once the server has begun to stop; {@code last} is run before the process ends. */
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
            // A runtime without them, or one that was told to leave signals alone: requests are waited for.
        }
    }
}
