package io.geckos.storage.rados.format;

import java.util.OptionalLong;

/**
 * The latest version of a key. Every change of any version of the key changes this row, so that comparing it finds out whether
 * there was one.
 *
 * @param change counts the changes of the key
 * @param nullOrder the order of the null version, if there is one and it is not the latest
 */
public record HeadRow(VersionRow version, long change, OptionalLong nullOrder) {}
