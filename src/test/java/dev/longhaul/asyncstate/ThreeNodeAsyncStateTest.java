package dev.longhaul.asyncstate;

/**
 * The same with a third node, which may be the one that orders the writes of a key and is neither the owner nor the
 * other.
 */
class ThreeNodeAsyncStateTest extends InfinispanAsyncStateTest {

    @Override
    int bystanders() {
        return 1;
    }
}
