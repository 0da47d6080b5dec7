package io.geckos.server;

import java.lang.module.ModuleDescriptor;

/** Which version of the program this is. */
final class ProductVersion {
    private ProductVersion() {}

    /** As the module of this class was packaged with. */
    static String text() {
        ModuleDescriptor module = ProductVersion.class.getModule().getDescriptor();
        return module == null ? "(unpackaged)" : module.rawVersion().orElse("(unversioned)");
    }
}
