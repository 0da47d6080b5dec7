package io.geckos.server.settings;

import io.geckos.domain.security.Account;
import io.geckos.domain.security.CredentialStore.Credential;
import io.geckos.server.config.Configuration;
import io.geckos.server.config.ConfigurationException;
import io.geckos.server.config.ConfigurationKey;
import io.geckos.server.settings.Settings.Authentication;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the accounts that the configuration names beside the first one: {@code NUMBER:NAME:ACCESS-KEY:SECRET-KEY}. */
final class AccountSettingsParser {
    private static final Pattern FORM = Pattern.compile("(\\d{12}):([\\w+=.@-]{1,64}):([^:]+):(.+)");

    private AccountSettingsParser() {}

    /** The key pairs of the roots of these accounts. Throws {@link ConfigurationException} if an entry is malformed. */
    static List<Credential> read(Configuration configuration, Authentication authentication) {
        List<Credential> roots = new ArrayList<>();
        List<String> accounts = configuration.list(ConfigurationKey.ACCOUNTS);
        if (!accounts.isEmpty() && authentication instanceof Authentication.Off) {
            throw bad("accounts need authentication: remove the key, or set auth.enabled to true");
        }
        Set<String> taken = new HashSet<>();
        taken.add(Account.FIRST);
        taken.add(SettingsReader.OWNER.displayName());
        if (authentication instanceof Authentication.Given(Credential pair)) {
            taken.add(pair.accessKeyId());
        }
        for (int i = 0; i < accounts.size(); i++) {
            roots.add(root(accounts.get(i), "item " + (i + 1), taken));
        }
        return List.copyOf(roots);
    }

    /** The messages do not show the item, which contains a secret. */
    private static Credential root(String text, String item, Set<String> taken) {
        Matcher account = FORM.matcher(text);
        if (!account.matches()) {
            throw bad(
                    item + " (not shown) is not of the form NUMBER:NAME:ACCESS-KEY:SECRET-KEY with 12 digits as number"
                            + " and 1 to 64 letters, digits and _ + = . @ - as name");
        }
        for (int i = 1; i <= 3; i++) {
            if (!taken.add(account.group(i))) {
                throw bad(item + " has the number, name or access key " + account.group(i)
                        + ", which is taken; each must be given once");
            }
        }
        Credential pair = AuthenticationSettings.credential(account.group(3), account.group(4));
        return new Credential(
                Account.further(account.group(1), account.group(2)).owner(), pair.accessKeyId(), pair.secret());
    }

    private static ConfigurationException bad(String what) {
        return new ConfigurationException(ConfigurationKey.ACCOUNTS.path() + ": " + what);
    }
}
