package dev.longhaul.it;

import dev.longhaul.launcher.ServerKind;

class PayaraQueueIT extends QueueContract {

    PayaraQueueIT() {
        super(ServerKind.PAYARA, "payara-queue");
    }

    // it closes its log first, and only then stops what runs
    @Override
    boolean logsWhileItIsTerminated() {
        return false;
    }
}
