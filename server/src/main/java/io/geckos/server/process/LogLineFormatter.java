package io.geckos.server.process;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.temporal.ChronoUnit;
import java.util.logging.Formatter;
import java.util.logging.LogRecord;

/** Formats log messages as lines: time, level, message, and the stack trace of an exception. */
public final class LogLineFormatter extends Formatter {
    @Override
    public String format(LogRecord event) {
        StringWriter line = new StringWriter();
        line.append(event.getInstant().truncatedTo(ChronoUnit.MILLIS).toString())
                .append(' ')
                .append(event.getLevel().getName())
                .append(' ')
                .append(formatMessage(event))
                .append('\n');
        if (event.getThrown() != null) {
            event.getThrown().printStackTrace(new PrintWriter(line, true));
        }
        return line.toString();
    }
}
