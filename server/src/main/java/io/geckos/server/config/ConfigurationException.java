package io.geckos.server.config;

/**
 * A configuration error that keeps the server from starting. The message is one line for the operator: the key, the value,
 * and the allowed values.
 */
public final class ConfigurationException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public ConfigurationException(String message) {
        super(message, null, false, false);
    }

    /** The error of a key with an illegal value. */
    public static ConfigurationException badValue(String key, String value, String allowed) {
        return new ConfigurationException(key + ": bad value \"" + value + "\", allowed is " + allowed);
    }

    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }
}
