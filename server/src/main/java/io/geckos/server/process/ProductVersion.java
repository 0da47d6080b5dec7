package io.geckos.server.process;

import java.lang.module.ModuleDescriptor;

/** The version of this program. */
public final class ProductVersion {
    private ProductVersion() {}

    /** The version with which the module of this class was packaged. */
    public static String text() {
        ModuleDescriptor module = ProductVersion.class.getModule().getDescriptor();
        return module == null ? "(unpackaged)" : module.rawVersion().orElse("(unversioned)");
    }
}
