package dev.colonnade.testkit.rooms;

import com.tngtech.archunit.core.domain.JavaClass;
import java.util.Arrays;
import java.util.Optional;

/// A floor of the house, the lowest first. A room uses rooms of its own floor and of the floors below, never one above.
enum Floor {
    SDK("sdk(\\..*)?"),
    GROUND("engine"),
    CONTAINMENT("engine\\.containment(\\..*)?"),
    METADATA("engine\\.metadata"),
    STORAGE("engine\\.storage"),
    QUERY("engine\\.query"),
    SECURITY("engine\\.security"),
    MESSAGE("engine\\.message"),
    DOMAIN("engine\\.(async|customapi|event|localization|operation|plugin|registration|solution|workflow)"),
    ORGANIZATION("engine\\.organization"),
    SERVER("server(\\..*)?"),
    TESTKIT("testkit(\\..*)?");

    private final String rooms;

    /// @param rooms regular expression of the packages below `dev.colonnade`
    Floor(String rooms) {
        this.rooms = "dev\\.colonnade\\." + rooms;
    }

    /// The floor of a class of ours; empty for a class of others, and for one in a room that no floor knows.
    static Optional<Floor> of(JavaClass type) {
        return Arrays.stream(values()).filter(floor -> type.getPackageName().matches(floor.rooms)).findFirst();
    }
}
