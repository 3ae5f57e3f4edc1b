package dev.colonnade.sdk.plugin;

/// What a custom API is bound to.
public enum BindingType {
    GLOBAL(0),
    ENTITY(1),
    ENTITY_COLLECTION(2);

    private final int number;

    BindingType(int number) {
        this.number = number;
    }

    public int number() {
        return number;
    }
}
