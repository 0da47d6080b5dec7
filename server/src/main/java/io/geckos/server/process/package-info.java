/**
 * The process as the system sees it: notices to systemd, signals, spare memory, periodic threads and log lines. It uses
 * no other package of this module. Begin with {@link io.geckos.server.process.SystemdNotifier}.
 */
@NullMarked
package io.geckos.server.process;

import org.jspecify.annotations.NullMarked;
