package io.geckos.server.process;

import java.lang.module.ModuleDescriptor;

/** Which version of the program this is. */
public final class ProductVersion {
    private ProductVersion() {}

    /** As the module of this class was packaged with. */
    public static String text() {
        ModuleDescriptor module = ProductVersion.class.getModule().getDescriptor();
        return module == null ? "(unpackaged)" : module.rawVersion().orElse("(unversioned)");
    }
}
